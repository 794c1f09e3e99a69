package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.purchase.Notice;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** webstamp 3.8: an account that orders rarely hears of new terms too. */
class TermsRoutesTest extends WebstampRoutesSupport {

    private static final String CONFIRM = """
            <messages><item><message_type>confirm</message_type><queue_id xsi:nil="true"/><queue_wait xsi:nil="true"/>\
            <customer_message>Nouvelles CG</customer_message><system_message>terms pending</system_message>\
            <system_message_code>9001</system_message_code><confirm_until>2099-12-31T23:59:59+01:00</confirm_until>\
            <url>https://webstamp.post.ch/confirm/9001</url></item></messages>""";

    @Override
    String termsCron() {
        return "* * * * * ?";
    }

    @Test
    void rule38EachAccountIsAskedForItsMessagesWithoutAnOrder() {
        service.answers("get_info_journal",
                WebStampExample.named("2.19-get_info_journal-answer").with("<messages/>", CONFIRM));

        Notice terms = await("terms");

        assertThat(terms.text()).contains("Nouvelles CG").contains("terms pending");
        assertThat(terms.url()).contains("https://webstamp.post.ch/confirm/9001");
        assertThat(service.requests("get_info_journal").get(0).body()).contains("20000001");
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void rule38AccountThatIsTurnedAwayIsToldOfOnceADay() {
        service.faults("get_info_journal", "2268");

        Notice blocked = await("hold");

        assertThat(blocked.text()).contains("demo").contains("2268").contains("aBcD0123efGHijKLmnOPqrsAAAE");
        assertThat(blocked.onceKey().orElseThrow()).startsWith("blocked/2268/20");
    }

    private Notice await(String kind) {
        Awaitility.await().until(() -> !of(kind).isEmpty());
        return of(kind).get(0);
    }

    private List<Notice> of(String kind) {
        return List.copyOf(told).stream().filter(notice -> notice.kind().equals(kind)).toList();
    }
}
