package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is cut out of an input holds just the chosen orders, byte for byte, and is read again as they were. */
class OrderCutsTest {

    private static final String ROWS =
            "orderId;request.a\r\nA;1\r\n\"B\";\"two\r\nlines; \"\"quoted\"\"\"\r\n\r\n;\r\nC; 3 \r\nD;4";

    @Test
    void rowsKeepTheirHeaderQuotesLineBreaksAndEndings() {
        assertThat(cut(Form.CSV, ROWS, 3)).isEqualTo(
                "orderId;request.a\r\n\"B\";\"two\r\nlines; \"\"quoted\"\"\"\r\n\r\n;\r\n");
        assertThat(cut(Form.CSV, ROWS, 2, 8)).isEqualTo("orderId;request.a\r\nA;1\r\nD;4");
    }

    @Test
    void aByteOrderMarkAndBytesThatAreNotUtf8StayAsTheyAre() {
        assertThat(cut(Form.CSV, "\u00EF\u00BB\u00BForderId\nA\nB\n", 3)).isEqualTo("\u00EF\u00BB\u00BForderId\nB\n");
        assertThat(cut(Form.CSV, "orderId,n\nA,\u00E9t\u00E9\nB,\u00FC\u0080\n", 3))
                .isEqualTo("orderId,n\nB,\u00FC\u0080\n");
    }

    @Test
    void severalRowsOfOneOrderStayTogether() {
        List<Long> positions = List.of(2L, 5L);
        assertThat(cut(Form.CSV, "orderId,n\nA,1\nA,2\nA,3\nB,1\nB,2\n", positions, Set.of(2L)))
                .isEqualTo("orderId,n\nA,1\nA,2\nA,3\n");
        assertThat(cut(Form.CSV, "orderId,n\nA,1\nA,2\nA,3\nB,1\nB,2\n", positions, Set.of(5L)))
                .isEqualTo("orderId,n\nB,1\nB,2\n");
    }

    @Test
    void linesOfJsonAreLines() {
        assertThat(cut(Form.NDJSON, "{\"a\":1}\n\n{ broken\n{\"a\":3}", 3)).isEqualTo("{ broken\n");
        assertThat(cut(Form.NDJSON, "{\"a\":1}\n\n{ broken\n{\"a\":3}", 4)).isEqualTo("{\"a\":3}");
    }

    @Test
    void elementsOfAnArrayStandInAnArrayAgain() {
        String array = " [ {\"a\":\"],}\\\"\"} ,\n  {\"b\":[1,{\"c\":2}]}\n, {\"d\":4}\n]\n";
        assertThat(cut(Form.JSON, array, 1)).isEqualTo("[\n{\"a\":\"],}\\\"\"} \n]\n");
        assertThat(cut(Form.JSON, array, 2, 3)).isEqualTo("[\n{\"b\":[1,{\"c\":2}]}\n,\n{\"d\":4}\n\n]\n");
        assertThat(cut(Form.JSON, "\u00EF\u00BB\u00BF[1,2]", 2)).isEqualTo("\u00EF\u00BB\u00BF[\n2\n]\n");
    }

    @Test
    void theOneObjectThatAFileIsIsTheWhole() {
        assertThat(cut(Form.JSON, "{\"a\": 1}\n", 1)).isEqualTo("{\"a\": 1}\n");
        assertThat(cut(Form.XML, "<order xmlns='urn:guichet:order:1'><orderId>A</orderId></order>\n", 1))
                .isEqualTo("<order xmlns='urn:guichet:order:1'><orderId>A</orderId></order>\n");
    }

    @Test
    void elementsOfADocumentStandInItsRootAgain() {
        String head =
                "<?xml version=\"1.0\"?>\n<!-- <orders> of > March -->\n<g:orders xmlns:g=\"urn:guichet:order:1\" >";
        String one = "\n <g:order><g:orderId>A</g:orderId><g:request><g:x/></g:request></g:order>";
        String two = "<!-- second --><g:order><g:orderId>B</g:orderId><![CDATA[</g:order>]]><?p >?></g:order>";
        String three = "\n <g:order a='>' />";
        String tail = "\n</g:orders>\n<!-- end -->";
        String all = head + one + two + three + tail;
        assertThat(cut(Form.XML, all, 1)).isEqualTo(head + one + tail);
        assertThat(cut(Form.XML, all, 2)).isEqualTo(head + two + tail);
        assertThat(cut(Form.XML, all, 3)).isEqualTo(head + three + tail);
        assertThat(cut(Form.XML, all, 1, 3)).isEqualTo(head + one + three + tail);
    }

    /** Whatever is chosen, what is cut out is read again as exactly the chosen ones. */
    @ParameterizedTest
    @EnumSource
    void whatIsCutOutIsReadAgain(Form form) {
        byte[] all = orders(form, 40);
        Reading reading = new Reading(form);
        List<RawOrder> read = reading.of(all);
        assertThat(read).hasSize(40);
        for (int chosen = 1; chosen <= 7; chosen++) {
            int every = chosen;
            List<RawOrder> wanted = read.stream().filter(order -> read.indexOf(order) % every == 0).toList();
            String cut = cut(form, new String(all, StandardCharsets.ISO_8859_1),
                    read.stream().map(RawOrder::number).toList(),
                    Set.copyOf(wanted.stream().map(RawOrder::number).toList()));
            assertThat(reading.of(cut.getBytes(StandardCharsets.ISO_8859_1))).extracting(RawOrder::message)
                    .isEqualTo(wanted.stream().map(RawOrder::message).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"CSV", "NDJSON", "JSON", "XML"})
    void aLargeFileIsCutWithoutHoldingIt(Form form) throws IOException {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        long copied = 0;
        try (Counted out = new Counted(); OrderCuts cuts = OrderCuts.of(form, new Endless(form), out)) {
            for (long position = form == Form.CSV ? 2 : 1; position < 200_000; position++) {
                cuts.next(position, position % 2 == 0);
            }
            copied = out.bytes;
        }
        assertThat(copied).isGreaterThan(2_500_000);
        assertThat(thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as("what is forgotten at once counts as well").isLessThan(5_000_000);
    }

    private static String cut(Form form, String text, long... chosen) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<Long> positions;
        try {
            positions = new Reading(form).withoutLook(bytes).stream().map(RawOrder::number).toList();
        } catch (IOException | UnreadableInput failed) {
            throw new AssertionError(failed);
        }
        return cut(form, text, positions, Set.copyOf(LongStream.of(chosen).boxed().toList()));
    }

    private static String cut(Form form, String text, List<Long> positions, Set<Long> chosen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OrderCuts cuts =
                OrderCuts.of(form, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), out)) {
            for (long position : positions) {
                cuts.next(position, chosen.contains(position));
            }
            cuts.finish();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] orders(Form form, int count) {
        StringBuilder text = new StringBuilder(switch (form) {
            case CSV -> "orderId,request.a\n";
            case JSON -> "[";
            case XML -> "<orders xmlns='urn:guichet:order:1'>";
            case NDJSON -> "";
        });
        for (int n = 0; n < count; n++) {
            String value = "\u00E9 {[" + n + "]} \\\"x\\\"";
            text.append(switch (form) {
                case CSV -> "S" + n + ",\"a\n" + n + "\"\"\"\n";
                case JSON -> (n > 0 ? ",\n" : "") + "{\"orderId\":\"S" + n + "\",\"b\":\"" + value + "\"}";
                case XML -> " <order><orderId>S" + n + "</orderId><b>&lt;" + n + "</b></order>\n";
                case NDJSON -> "{\"orderId\":\"S" + n + "\",\"b\":\"" + value + "\"}\n";
            });
        }
        return text.append(form == Form.JSON ? "]" : form == Form.XML ? "</orders>" : "").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }
    }

    /** The head of an input and then its last order over and over. */
    private static final class Endless extends InputStream {

        private final byte[] again;
        private byte[] now;
        private int at;

        Endless(Form form) {
            String id = "1234567890123456789012345678";
            String json = "{\"orderId\":\"" + id + "\"}\n";
            this.now = bytes(switch (form) {
                case CSV -> "orderId\n";
                case JSON -> "[";
                case NDJSON -> "";
                case XML -> "<orders xmlns='urn:guichet:order:1'>";
            });
            this.again = bytes(switch (form) {
                case CSV -> id + "\n";
                case JSON -> json + ",";
                case NDJSON -> json;
                case XML -> "<order><orderId>" + id + "</orderId></order>\n";
            });
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            if (at == now.length) {
                now = again;
                at = 0;
            }
            return now[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            for (int i = 0; i < length; i++) {
                into[from + i] = (byte) read();
            }
            return length;
        }
    }
}
