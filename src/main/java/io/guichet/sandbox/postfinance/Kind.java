package io.guichet.sandbox.postfinance;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of the service, with the ids under which webhooks name them (postfinance 2.8) and what is searched for. */
enum Kind {
    TRANSACTION, COMPLETION, VOID, INVOICE, REFUND, DELIVERY_INDICATION, TOKEN, TOKEN_VERSION, CHARGE, TERMINAL, LINK, WEBHOOK_URL, WEBHOOK_LISTENER;

    private static final Set<String> EVERYWHERE = Set.of("id", "state", "createdOn", "externalId", "name");
    private static final Set<String> TRANSACTIONS = Set.of("merchantReference", "invoiceMerchantReference", "currency",
            "customerId", "customerEmailAddress", "authorizationAmount", "confirmedOn", "processingOn", "authorizedOn",
            "completedOn", "failedOn", "token.id");

    /** 0 where webhooks do not speak of it. */
    long entityId() {
        return switch (this) {
            case TRANSACTION -> 1472041829003L;
            case COMPLETION -> 1472041831364L;
            case VOID -> 1472041867364L;
            case INVOICE -> 1472041816898L;
            case REFUND -> 1472041839405L;
            case DELIVERY_INDICATION -> 1472041819799L;
            case TOKEN -> 1472041806455L;
            case TOKEN_VERSION -> 1472041811051L;
            case CHARGE -> 1472041836176L;
            case TERMINAL -> 1582966575099L;
            case LINK, WEBHOOK_URL, WEBHOOK_LISTENER -> 0;
        };
    }

    String technicalName() {
        return switch (this) {
            case TRANSACTION -> "Transaction";
            case COMPLETION -> "TransactionCompletion";
            case VOID -> "TransactionVoid";
            case INVOICE -> "TransactionInvoice";
            case REFUND -> "Refund";
            case DELIVERY_INDICATION -> "DeliveryIndication";
            case TOKEN -> "Token";
            case TOKEN_VERSION -> "TokenVersion";
            case CHARGE -> "Charge";
            case TERMINAL -> "PaymentTerminal";
            case LINK -> "PaymentLink";
            case WEBHOOK_URL -> "WebhookUrl";
            case WEBHOOK_LISTENER -> "WebhookListener";
        };
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
        return Stream.of(values()).filter(kind -> entityId != 0 && kind.entityId() == entityId).findFirst();
    }
}
