package io.guichet.sandbox.postfinance;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of the service, with the ids under which webhooks name them (postfinance 2.8) and what is searched for. */
enum Kind {
    TRANSACTION(1472041829003L, "Transaction"), COMPLETION(1472041831364L, "TransactionCompletion"), VOID(
            1472041867364L, "TransactionVoid"), INVOICE(1472041816898L, "TransactionInvoice"), REFUND(1472041839405L,
                    "Refund"), DELIVERY_INDICATION(1472041819799L, "DeliveryIndication"), TOKEN(1472041806455L,
                            "Token"), TOKEN_VERSION(1472041811051L, "TokenVersion"), CHARGE(1472041836176L,
                                    "Charge"), TERMINAL(1582966575099L, "PaymentTerminal"), LINK(0,
                                            "PaymentLink"), WEBHOOK_URL(0,
                                                    "WebhookUrl"), WEBHOOK_LISTENER(0, "WebhookListener");

    private static final Set<String> EVERYWHERE = Set.of("id", "state", "createdOn", "externalId", "name");
    private static final Set<String> TRANSACTIONS = Set.of("merchantReference", "invoiceMerchantReference", "currency",
            "customerId", "customerEmailAddress", "authorizationAmount", "confirmedOn", "processingOn", "authorizedOn",
            "completedOn", "failedOn", "token.id");

    private final long entityId;
    private final String technicalName;

    Kind(long entityId, String technicalName) {
        this.entityId = entityId;
        this.technicalName = technicalName;
    }

    /** 0 where webhooks do not speak of it. */
    long entityId() {
        return entityId;
    }

    String technicalName() {
        return technicalName;
    }

    boolean isSearchedBy(String field) {
        return EVERYWHERE.contains(field) || switch (this) {
            case TRANSACTION -> TRANSACTIONS.contains(field);
            case REFUND -> Set.of("merchantReference", "amount", "type", "transaction.id").contains(field);
            case TOKEN -> Set.of("tokenReference", "customerId").contains(field);
            case TERMINAL -> field.equals("identifier");
            case WEBHOOK_URL -> field.equals("url");
            case WEBHOOK_LISTENER -> Set.of("entity", "url.id").contains(field);
            default -> false;
        };
    }

    static Optional<Kind> of(long entityId) {
        return Stream.of(values()).filter(kind -> kind.entityId == entityId && entityId != 0).findFirst();
    }
}
