package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Fault;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.Account.Trait;
import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/** Create, get, details, refund and artifacts (canadapost 2.3 to 2.5, 2.8, 2.9). */
final class ShipmentDesk {

    private final Shipments shipments;
    private final ShipmentRules rules;
    private final Papers papers;

    ShipmentDesk(Shipments shipments, ShipmentRules rules, Papers papers) {
        this.shipments = shipments;
        this.rules = rules;
        this.papers = papers;
    }

    /** @param faults of which an artifact row of an unknown type is read here */
    Elements create(Account account, Tree args, List<Fault> faults) throws IOException {
        Tree order = args.below("non-contract-shipment");
        List<Complaint> complaints = rules.check(account, order.below("delivery-spec"));
        if (!complaints.isEmpty()) {
            throw new Refusal(complaints);
        }
        // The card is asked last.
        if (account.has(Trait.DECLINED)) {
            throw new Refusal("1162", "");
        }
        return info(shipments.book(account, order), faults);
    }

    Elements get(Account account, Tree args, List<Fault> faults) {
        return info(shipment(account, args), faults);
    }

    Elements details(Account account, Tree args) {
        Shipment shipment = shipment(account, args);
        Elements out = new Elements().leaf("final-shipping-point", shipment.point().postalCode());
        if (shipment.pin() != null) {
            out.leaf("tracking-pin", shipment.pin());
        }
        out.tree(PostOffice.echo(shipment.spec()));
        shipments.ticket(shipment).ifPresent(ticket -> {
            out.open("refund-request-info");
            write(out, ticket);
            out.close();
        });
        return out;
    }

    Elements refund(Account account, Tree args) throws IOException {
        Elements out = new Elements();
        write(out, shipments.refund(shipment(account, args)));
        return out;
    }

    Elements artifact(Account account, Tree args) {
        // An integer of the schema may have a sign and zeros in front.
        String id = new BigInteger(args.text("artifact-id").trim().replaceFirst("^\\+", "")).toString();
        boolean firstPage = !args.has("page-index")
                || new BigInteger(args.text("page-index").trim().replaceFirst("^\\+", "")).signum() == 0;
        Shipment shipment = shipments.ofDocument(account, id).filter(any -> firstPage)
                .orElseThrow(() -> new Refusal("SIM404", id));
        String kind = shipment.documents().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow()
                .kind();
        return new Elements().leaf("image", Base64.getEncoder().encodeToString(papers.of(shipment, kind)))
                .leaf("mime-type", "application/pdf");
    }

    /** The customer's shipment that the request names, or an artificial code: the real one is unknown (4.3). */
    Shipment shipment(Account account, Tree args) {
        String id = args.text("shipment-id").trim();
        return shipments.shipment(account, id).orElseThrow(() -> new Refusal("SIM404", id));
    }

    private static Elements info(Shipment shipment, List<Fault> faults) {
        Elements out = new Elements().leaf("shipment-id", shipment.id());
        if (shipment.pin() != null) {
            out.leaf("tracking-pin", shipment.pin());
        }
        out.open("artifacts");
        for (Purchase.Document document : shipment.documents()) {
            row(out, document.kind(), document.id());
        }
        if (faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.EXTRA_ARTIFACT)) {
            row(out, "publicLabel", shipment.documents().get(0).id());
        }
        return out.close();
    }

    private static void row(Elements out, String type, String id) {
        out.open("artifact", type).leaf("artifact-id", id).leaf("page-index", "0").close();
    }

    private static void write(Elements out, Shipment.Ticket ticket) {
        out.leaf("service-ticket-date", ticket.date().toString()).leaf("service-ticket-id", ticket.id());
    }
}
