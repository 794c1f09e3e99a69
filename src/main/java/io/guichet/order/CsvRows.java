package io.guichet.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of cells as RFC 4180 has them; a row that is broken or too long is told and passed over. */
final class CsvRows implements Closeable {

    static final int MAX_COLUMNS = 10_000;
    private static final int MAX_HEADER_BYTES = 1024 * 1024;
    /** Enough to see which delimiter the first line uses. */
    private static final int LOOK_BYTES = 64 * 1024;

    /**
     * One row.
     *
     * @param line    on which it begins
     * @param last    on which it ends
     * @param bytes   what it weighs in the file
     * @param cells   also of a row with a problem, as far as they could be kept
     * @param inPlace true where each cell is surely of its own column, in spite of the problem
     */
    record Row(long line, long last, long bytes, List<String> cells, Optional<Problem> problem, boolean inPlace,
            boolean terminated) {

        boolean isBlank() {
            return problem.isEmpty() && cells.stream().allMatch(String::isBlank);
        }
    }

    private enum State {
        CELL_START, PLAIN, QUOTED, AFTER_QUOTE
    }

    private final CharFeed feed;
    private final int delimiter;
    private final int quote;
    private final Complaints complaints;
    private final int maxOrderBytes;

    private CsvRows(CharFeed feed, int delimiter, int quote, Complaints complaints, int maxOrderBytes) {
        this.feed = feed;
        this.delimiter = delimiter;
        this.quote = quote;
        this.complaints = complaints;
        this.maxOrderBytes = maxOrderBytes;
    }

    static CsvRows open(InputStream in, CsvDialect dialect, Complaints complaints, int maxOrderBytes)
            throws IOException {
        InputStream whole = in;
        int delimiter = dialect.firstDelimiter();
        if (dialect.guessesDelimiter()) {
            byte[] beginning = in.readNBytes(LOOK_BYTES);
            PushbackInputStream again = new PushbackInputStream(in, Math.max(1, beginning.length));
            again.unread(beginning);
            whole = again;
            delimiter = dialect.delimiter(beginning);
        }
        return new CsvRows(new CharFeed(whole, dialect.charset()), delimiter, dialect.quote(), complaints,
                maxOrderBytes);
    }

    /** The next row that is not blank. */
    Optional<Row> next() throws IOException {
        return next(maxOrderBytes);
    }

    /** The first row, whose cells are names. */
    Row header() throws UnreadableInput, IOException {
        Row row = next(MAX_HEADER_BYTES).orElseThrow(complaints::empty);
        if (row.bytes() > MAX_HEADER_BYTES) {
            throw new UnreadableInput(complaints.at("GUI-1008", row.line(), 1, MAX_HEADER_BYTES));
        }
        if (row.problem().isPresent()) {
            throw new UnreadableInput(row.problem().get());
        }
        return row;
    }

    private Optional<Row> next(int maxBytes) throws IOException {
        while (feed.peek() != CharFeed.END) {
            Row row = row(maxBytes);
            if (!row.isBlank()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private Row row(int maxBytes) throws IOException {
        feed.watchAnew();
        long line = feed.line();
        long start = feed.offset();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        Problem problem = null;
        boolean inPlace = true;
        boolean tooLarge = false;
        State state = State.CELL_START;
        long quoteLine = line;
        long quoteColumn = 1;
        long last = line;
        boolean terminated = false;
        while (!terminated && feed.peek() != CharFeed.END) {
            long here = feed.line();
            long column = feed.column();
            long offset = feed.offset();
            int c = feed.next();
            last = here;
            if (!tooLarge && offset - start >= maxBytes && c != '\n') {
                tooLarge = true;
                cells.clear();
                cell.setLength(0);
                cell.trimToSize();
            }
            if (c == CharFeed.MALFORMED && problem == null) {
                problem = complaints.at("GUI-1001", here, column, offset, feed.charset().name());
            }
            if (state == State.QUOTED) {
                if (c != quote) {
                    problem = problem == null ? strange(c, here, column) : problem;
                    append(cell, c, tooLarge);
                } else if (feed.peek() == quote) {
                    append(cell, feed.next(), tooLarge);
                } else {
                    state = State.AFTER_QUOTE;
                }
            } else if (c == '\n') {
                terminated = true;
            } else if (c == '\r' && (feed.peek() == '\n' || feed.peek() == CharFeed.END)) {
                continue;
            } else if (c == delimiter) {
                endCell(cells, cell, tooLarge);
                state = State.CELL_START;
            } else if (c == quote && state == State.CELL_START) {
                state = State.QUOTED;
                quoteLine = here;
                quoteColumn = column;
            } else {
                boolean misplaced = c == quote || state == State.AFTER_QUOTE;
                inPlace &= !misplaced;
                if (problem == null && misplaced) {
                    problem = complaints.at("GUI-1024", here, column);
                } else if (problem == null) {
                    problem = c == '\r' ? character(c, here, column) : strange(c, here, column);
                }
                state = state == State.AFTER_QUOTE ? State.AFTER_QUOTE : State.PLAIN;
                append(cell, c, tooLarge);
            }
        }
        endCell(cells, cell, tooLarge);
        if (tooLarge) {
            problem = complaints.tooLarge(line, 1);
        } else if (state == State.QUOTED) {
            problem = complaints.at("GUI-1023", quoteLine, quoteColumn);
        } else if (problem == null && feed.looksLikeUtf8()) {
            problem = complaints.at("GUI-1001", line, 1, start,
                    complaints.text("charset.mistaken", feed.charset().name()));
        }
        return new Row(line, last, feed.offset() - start, cells, Optional.ofNullable(problem),
                inPlace && !tooLarge && state != State.QUOTED, terminated);
    }

    /**
     * Characters that only a file in another character set than was told has: those of UTF-16, and of Windows in the set
     * of ISO. Others are a matter of the text.
     */
    private Problem strange(int c, long line, long column) {
        boolean mistaken = c == 0 || c >= 0x80 && c <= 0x9F && !feed.charset().equals(StandardCharsets.UTF_8);
        return mistaken ? character(c, line, column) : null;
    }

    private Problem character(int c, long line, long column) {
        return complaints.at("GUI-1030", line, column, String.format(Locale.ROOT, "U+%04X", c));
    }

    private static void append(StringBuilder cell, int c, boolean tooLarge) {
        if (!tooLarge) {
            cell.appendCodePoint(c == CharFeed.MALFORMED ? '\uFFFD' : c);
        }
    }

    private static void endCell(List<String> cells, StringBuilder cell, boolean tooLarge) {
        // A row of nothing but delimiters has no text that would count against the limit.
        if (!tooLarge && cells.size() <= MAX_COLUMNS) {
            cells.add(cell.toString());
        }
        cell.setLength(0);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
