package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.door.Batch;
import io.guichet.door.FileBeans;
import io.guichet.purchase.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file on its way from in/ through work/ to done/ (routes/10-intake-file). */
class IntakeFileRoutesTest extends ShippedRoutes {

    private static final String THREE = "{\"orderId\":\"A\"}\n{\"orderId\":\"B\"}\n{\"orderId\":\"C\"}\n";

    private final List<Notice> told = new CopyOnWriteArrayList<>();
    private MockEndpoint accept;

    @Override
    List<String> routes() {
        return List.of("00-errors.camel.yaml", "10-intake-file.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        return FileBeans.of(home, desk, (service, account, notice) -> told.add(notice), true, 2);
    }

    @Override
    String stoodIn() {
        return "direct:accept-orders";
    }

    @BeforeEach
    void standIn() {
        accept = getMockEndpoint("mock:direct:accept-orders");
    }

    /** A file with the marker that says it is whole. */
    private void dropWhole(String name, String content) {
        drop(name, content);
        drop(name + ".done", "");
    }

    @Test
    void aFileIsHandedOverInBatchesAndFiledAwayUnderItsName() {
        dropWhole("three.ndjson", THREE);

        await().until(() -> names("done").contains("three.ndjson"));
        assertThat(accept.getReceivedExchanges()).extracting(e -> e.getMessage().getBody(Batch.class).orders().size())
                .containsExactly(2, 1);
        assertThat(accept.getReceivedExchanges())
                .allSatisfy(e -> assertThat(e.getMessage().getBody(Batch.class).input().name())
                        .isEqualTo("three.ndjson"));
        await().until(() -> names("work").isEmpty());
        await().untilAsserted(() -> assertThat(desk.count("intake where closed_at is not null")).isEqualTo(1));
    }

    @Test
    void nothingOfTheFileTravelsInHeaders() {
        dropWhole("three.ndjson", THREE);

        await().until(() -> names("done").contains("three.ndjson"));
        assertThat(accept.getReceivedExchanges()).isNotEmpty()
                .allSatisfy(exchange -> assertThat(exchange.getMessage().getHeaders())
                        .containsOnlyKeys(Exchange.BREADCRUMB_ID));
    }

    @Test
    void aFileStaysInWorkUntilItsOrdersAreTakenAndIsTheSameInputThen() {
        AtomicBoolean taken = new AtomicBoolean();
        accept.whenAnyExchangeReceived(exchange -> {
            if (!taken.get()) {
                throw new IOException("the ledger does not answer");
            }
        });

        dropWhole("three.ndjson", THREE);

        await().until(() -> accept.getReceivedCounter() >= 2);
        assertThat(names("work")).hasSize(1);
        assertThat(names("done")).isEmpty();
        taken.set(true);
        await().until(() -> names("done").contains("three.ndjson"));
        assertThat(desk.count("intake")).isEqualTo(1);
    }

    @Test
    void aFileWithoutItsMarkerWaitsAndAMarkerGoesWithItsFile() {
        drop("unmarked.ndjson", THREE);
        dropWhole("marked.ndjson", THREE);

        await().until(() -> names("done").contains("marked.ndjson"));
        assertThat(names("in")).containsExactly("unmarked.ndjson");
    }

    @Test
    void theSameNameTwiceAreTwoInputs() {
        dropWhole("daily.ndjson", THREE);
        await().until(() -> names("done").contains("daily.ndjson"));
        dropWhole("daily.ndjson", THREE);

        await().until(() -> names("done").size() == 2);
        assertThat(names("done")).containsExactly("daily.ndjson", "daily~2.ndjson");
        assertThat(desk.count("intake")).isEqualTo(2);
    }

    @Test
    void aFolderAmongTheFilesIsToldToPeople() throws IOException {
        Files.createDirectories(home.resolve("in").resolve("march"));

        await().until(() -> !told.isEmpty());
        assertThat(told.get(0).text()).contains("march");
    }
}
