package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue queries return with and without a login (webstamp 3.4). */
class CatalogueQueryTest {

    private static StartedTwin twin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void beforeTheMonthSwitch() throws IOException {
        twin.clock("2026-12-15T12:00:00Z");
    }

    @Test
    void withoutLoginAllAssortmentsOrThoseOfAGroupAreListed() throws IOException {
        assertThat(anonymous("get_product_lists", "").texts("number")).containsExactly("1", "2", "5");
        assertThat(anonymous("get_product_lists", "<customer_type>pk</customer_type>").texts("number"))
                .containsExactly("1");
    }

    @Test
    void withLoginTheCustomersOwnAssortmentsAreListedWhateverGroupIsAsked() throws IOException {
        assertThat(twin.ask(1, "get_product_lists", "<customer_type>pk</customer_type>").texts("number"))
                .containsExactly("2", "5");
        assertThat(twin.ask(5, "get_product_lists", "").texts("number")).containsExactly("1");
    }

    @Test
    void withoutLoginAllProductsOrThoseOfAnAssortmentAreListed() throws IOException {
        assertThat(anonymous("get_products", "").texts("number")).contains("38610", "39610", "38635", "38700")
                .doesNotContain("37610", "36000", "40635");
        assertThat(anonymous("get_products", lists("5")).texts("number")).containsExactly("38635");
        assertThat(anonymous("get_products", lists("77")).texts("number")).isEmpty();
        assertThat(anonymous("get_products", "<post_product_number>15220</post_product_number>").texts("number"))
                .containsExactly("38610", "39610");
        assertThat(anonymous("get_products", "<post_product_number>15220</post_product_number>"
                + "<customer_type>pk</customer_type>").texts("number")).containsExactly("39610");
    }

    @Test
    void withLoginOnlyTheCustomersProductsAreListed() throws IOException {
        assertThat(twin.ask(5, "get_products", "").texts("product_list_number")).containsOnly("1");
        assertThat(twin.ask(1, "get_products", lists("5")).texts("product_list_number")).containsOnly("5");
        assertThat(twin.ask(2, "get_products", lists("5")).texts("product_list_number")).containsOnly("2");
    }

    @Test
    void theNumberOfTheNextMonthIsSeenByItsTimestamp() throws IOException {
        String next = "<timestamp>2027-01-02T00:00:00+01:00</timestamp>" + lists("5");
        assertThat(anonymous("get_products", next).texts("number")).containsExactly("40635");

        twin.clock("2027-01-02T00:00:00Z");
        String past = "<timestamp>2026-12-02T00:00:00+01:00</timestamp>" + lists("5");
        assertThat(anonymous("get_products", past).texts("number")).containsExactly("40635");
    }

    @Test
    void licencesAreNarrowedToAProduct() throws IOException {
        assertThat(twin.ask(1, "get_licenses", "<post_product_number>1307915</post_product_number>").texts("number"))
                .containsExactly("60000011");
        assertThat(twin.ask(1, "get_licenses", "<post_product_number>15220</post_product_number>").texts("number"))
                .isEmpty();
    }

    @Test
    void mediaAreNarrowedToTypeAndProduct() throws IOException {
        assertThat(anonymous("get_medias", "").texts("number")).containsExactly("101", "102", "201");
        assertThat(anonymous("get_medias", "<type>2</type>").texts("number")).containsExactly("201");
        assertThat(anonymous("get_medias", "<post_product_number>348756</post_product_number>").texts("number"))
                .containsExactly("201");
        assertThat(anonymous("get_medias", "<post_product_number>1307915</post_product_number>").texts("number"))
                .containsExactly("101", "102");
    }

    @Test
    void journalAndReceiptKeepToTheirPeriodAndAccount() throws IOException {
        twin.ask(2, "new_order", StartedTwin.stamps(38610, 1) + "<order_comment>mine</order_comment>");
        String day = "<from>2026-12-15T00:00:00+01:00</from><to>2026-12-15T23:59:59+01:00</to>";
        assertThat(twin.ask(2, "get_info_journal", day).texts("order_comment")).containsExactly("mine");
        assertThat(twin.ask(2, "get_info_journal", "<source>gui</source>").texts("order_comment")).isEmpty();
        assertThat(twin.ask(2, "get_info_journal", day.replace("-15T", "-16T")).texts("order_comment")).isEmpty();
        assertThat(twin.ask(3, "get_info_journal", day).texts("order_comment")).isEmpty();
        assertThat(twin.ask(2, "get_info_receipt", "<output>xml</output>" + day).texts("order_comment"))
                .containsExactly("mine");
        assertThat(twin.ask(2, "get_info_receipt", day.replace("-15T", "-16T")).fault()).isEqualTo(2200);
        assertThat(twin.ask(2, "get_info_receipt", "").fault()).isEqualTo(2200);
        twin.reset();
    }

    private static SoapReply anonymous(String operation, String args) throws IOException {
        return twin.post(body("<v6:" + operation + "><args>" + args + "<identification><application>"
                + "0123456789abcdef0123456789abcdef</application><language>en</language></identification></args></v6:"
                + operation + ">"));
    }

    private static String lists(String number) {
        return "<product_lists><item>" + number + "</item></product_lists>";
    }
}
