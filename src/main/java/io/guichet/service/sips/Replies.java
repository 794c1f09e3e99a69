package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.call.HttpStatus;
import io.guichet.call.JsonAnswer;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Account;
import java.io.InputStream;

/** Reads the direct replies of Paypage JSON and Sips Office: a yes counts only under its seal (sips 0.6, 2.1). */
public final class Replies {

    private static final int OK = 200;
    private static final String ACCEPTED = "00";

    /**
     * @throws SaidNo           where the service says another code
     * @throws HttpStatus       where something in front of it has answered
     * @throws UnreadableAnswer where it says no code, or a yes without a seal or under a wrong one
     */
    public JsonNode read(InputStream body, int status, WebCall call, Account account) {
        if (status != OK) {
            throw new HttpStatus(status);
        }
        JsonNode reply = JsonAnswer.object(body);
        SipsShop shop = SipsShop.of(account);
        String named = call.isOffice() ? "responseCode" : "redirectionStatusCode";
        boolean data = reply.has("getTransDataResponseCode");
        String code = reply.path(data ? "getTransDataResponseCode" : named).asText("");
        if (code.isEmpty()) {
            throw new UnreadableAnswer(new Lack(named));
        }
        if (!code.equals(ACCEPTED)) {
            throw new SaidNo(code, reply.path("errorFieldName").asText(""), reply.path("newStatus").asText(""));
        }
        String seal = reply.path("seal").asText("");
        boolean unsigned = seal.isEmpty() && call.isOffice() && shop.unsignedOffice();
        if (!unsigned && !Seal.isRight(seal, Seal.of(reply, shop.algorithm(), shop.key()))) {
            throw new UnreadableAnswer(new Lack("seal"));
        }
        return reply;
    }
}
