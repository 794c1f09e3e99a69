package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files far larger than what may be held: what is taken from the source is never far ahead of what was delivered. */
class FlatHeapTest {

    private static final long MEGABYTE = 1024 * 1024;
    /** Our buffer, the decoder's and the parser's, and the one order of lookahead. */
    private static final long MOST_AHEAD = 128 * 1024;
    private static final long MANY = 20 * MEGABYTE;

    private final OrderReader reader = new OrderReader(Reading.ENGLISH, 1024 * 1024);

    @ParameterizedTest
    @EnumSource(Form.class)
    void anyNumberOfOrdersIsReadWithoutHoldingThem(Form form) throws Exception {
        Generated file = Generated.of(form, 100 * MOST_AHEAD);
        reader.check(source(file), form);

        Made made = file.open();
        long delivered = 0;
        try (OrderStream orders = reader.open("large", made, form)) {
            while (orders.hasNext()) {
                assertThat(orders.next().problems()).isEmpty();
                delivered++;
                long ahead = made.taken() - file.head().length - delivered * file.record().length;
                if (ahead > MOST_AHEAD) {
                    throw new AssertionError(ahead + " bytes ahead after " + delivered + " orders");
                }
            }
        }
        assertThat(delivered).isEqualTo(file.count());
    }

    @Test
    void filesOfAnySizeAreReadInAHeapOfSixteenMegabytes() throws Exception {
        // What lives takes two thirds of it; with a young part of the usual size each collection would be a whole one.
        Process child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx16m", "-Xmn2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp",
                System.getProperty("java.class.path"), FlatHeapTest.class.getName()).redirectErrorStream(true).start();

        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said.lines()).containsExactlyElementsOf(
                Stream.of(Form.values()).map(form -> form + ": " + ofManyOrders(form).count()).toList());
    }

    /** The child: reads what it makes, keeps nothing, counts. */
    public static void main(String[] arguments) throws Exception {
        OrderReader reader = new OrderReader(Reading.ENGLISH, 1024 * 1024);
        for (Form form : Form.values()) {
            Generated file = ofManyOrders(form);
            reader.check(source(file), form);
            long count = 0;
            try (OrderStream orders = reader.open(source(file), form)) {
                for (; orders.hasNext(); count++) {
                    if (!orders.next().problems().isEmpty()) {
                        throw new AssertionError(form + ", order " + count);
                    }
                }
            }
            System.out.println(form + ": " + count);
        }
    }

    /** More than the heap, in orders so small that a few words kept of each would fill it as well. */
    private static Generated ofManyOrders(Form form) {
        String json = "{\"orderId\":\"SO-1\",\"request\":{\"a\":\"some text\"}}";
        return switch (form) {
            case NDJSON -> Generated.made("", json + "\n", "", MANY);
            case JSON -> Generated.made("[", json + ",", json + "]", MANY);
            case XML -> Generated.made("<orders xmlns='urn:guichet:order:1'>",
                    "<order><orderId>SO-1</orderId><request><a>some text</a></request></order>", "</orders>", MANY);
            case CSV -> Generated.made("orderId,request.a\n", "SO-1,\"" + "some text ".repeat(4) + "\"\n", "", MANY);
        };
    }

    @Test
    void ordersOfManyRowsAreReadWithoutHoldingMoreThanOne() throws Exception {
        ImportProfile mailing = Profiles.of("{'groupBy': 'orderId', 'fixed': {'service': 'webstamp', "
                + "'operation': 'stamps'}, 'columns': [{'names': ['Nr'], 'to': 'orderId'}, "
                + "{'names': ['Ort'], 'to': 'request.recipients.*.city'}]}");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            rows.append("A;").append("x".repeat(20)).append('\n');
        }
        String two = rows + rows.toString().replace("A;", "B;");
        Generated file = Generated.made("Nr;Ort\n", two, "", 50 * MOST_AHEAD);
        reader.check(source(file), Form.CSV, mailing);

        Made made = file.open();
        long delivered = 0;
        try (OrderStream orders = reader.open("large", made, Form.CSV, mailing)) {
            while (orders.hasNext()) {
                assertThat(orders.next().message().at("/request/recipients").size()).isEqualTo(10);
                delivered++;
                assertThat(made.taken() - delivered * two.length() / 2).isLessThan(MOST_AHEAD);
            }
        }
        assertThat(delivered).isEqualTo(file.count() * 2);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void oneOrderOfFortyMegabytesIsPassedOverWithoutHoldingIt(Form form) throws Exception {
        Generated file = Generated.ofOneHugeOrder(form, 40 * MEGABYTE);
        reader.check(source(file), form);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());

        try (OrderStream orders = reader.open("huge", file.open(), form)) {
            assertThat(orders.next().problems().get(0).code()).isEqualTo("GUI-1006");
            assertThat(orders.hasNext()).isFalse();
        }
        long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(allocated).isLessThan(8 * MEGABYTE);
    }

    @Test
    void theGeneratorMakesWhatItSays() throws IOException {
        Generated file = Generated.of(Form.JSON, 5000);

        assertThat(new Reading(Form.JSON).of(file.open().readAllBytes())).hasSize((int) file.count());
    }

    private static InputSource source(Generated file) {
        return new InputSource() {
            @Override
            public String name() {
                return "large";
            }

            @Override
            public InputStream open() {
                return file.open();
            }
        };
    }

    /** A file that is made while it is read: a head, one record many times, a tail. */
    private record Generated(byte[] head, byte[] record, byte[] tail, long repeats) {

        static Generated of(Form form, long size) {
            String text = "x".repeat(900);
            String json = "{\"orderId\":\"SO-1\",\"service\":\"webstamp\",\"operation\":\"stamps\",\"request\":"
                    + "{\"product\":15220,\"quantity\":2,\"recipients\":[{\"printAddress\":\"" + text + "\"}]}}";
            return switch (form) {
                case NDJSON -> made("", json + "\n", "", size);
                case JSON -> made("[", json + ",", json + "]", size);
                case XML -> made("<orders xmlns='urn:guichet:order:1'>",
                        "<order><orderId>SO-1</orderId><request><a>" + text + "</a></request></order>",
                        "</orders>", size);
                case CSV -> made("orderId,request.a\n", "SO-1,\"" + text + "\"\n", "", size);
            };
        }

        static Generated ofOneHugeOrder(Form form, long size) {
            String kilobyte = "x".repeat(1024);
            return switch (form) {
                case NDJSON -> made("{\"a\":\"", kilobyte, "\"}", size);
                case JSON -> made("[{\"a\":\"", kilobyte, "\"}]", size);
                case XML -> made("<orders xmlns='urn:guichet:order:1'><order><a>", kilobyte,
                        "</a></order></orders>", size);
                case CSV -> made("orderId\n\"", kilobyte, "\"\n", size);
            };
        }

        private static Generated made(String head, String record, String tail, long size) {
            return new Generated(bytes(head), bytes(record), bytes(tail), size / record.length());
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        /** The orders in it; the tail of an array holds the last one, which no comma follows. */
        long count() {
            return tail.length > record.length - 1 ? repeats + 1 : repeats;
        }

        Made open() {
            return new Made(this);
        }
    }

    private static final class Made extends InputStream {

        private final Generated file;
        private byte[] now;
        private int at;
        private long begun;
        private long taken;

        Made(Generated file) {
            this.file = file;
            this.now = file.head();
        }

        long taken() {
            return taken;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            while (at == now.length) {
                if (begun > file.repeats()) {
                    return -1;
                }
                now = begun < file.repeats() ? file.record() : file.tail();
                begun++;
                at = 0;
            }
            int count = Math.min(length, now.length - at);
            System.arraycopy(now, at, into, from, count);
            at += count;
            taken += count;
            return count;
        }
    }
}
