package io.guichet.order;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of cells as RFC 4180 has them; a row that is broken or too long is told and passed over. */
final class CsvRows {

    /** One row; its line is the one on which it begins. */
    record Row(long line, List<String> cells, Optional<Problem> problem, boolean terminated) {
    }

    private enum State {
        CELL_START, PLAIN, QUOTED, AFTER_QUOTE
    }

    private final ByteFeed feed;
    private final char delimiter;
    private final Complaints complaints;
    private final Slice slice;

    CsvRows(ByteFeed feed, char delimiter, Complaints complaints, int maxOrderBytes) {
        this.feed = feed;
        this.delimiter = delimiter;
        this.complaints = complaints;
        this.slice = new Slice(maxOrderBytes);
    }

    /** The next row that is not empty. */
    Optional<Row> next() throws IOException {
        while (feed.peek() >= 0) {
            Row row = row();
            if (row.problem().isPresent() || row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private Row row() throws IOException {
        slice.begin(feed);
        long line = feed.line();
        List<Integer> ends = new ArrayList<>();
        Utf8Watch watch = new Utf8Watch();
        Problem problem = null;
        State state = State.CELL_START;
        boolean terminated = false;
        long quoteLine = line;
        long quoteColumn = 1;
        while (!terminated) {
            long column = feed.column();
            long here = feed.line();
            long offset = feed.offset();
            int b = feed.next();
            if (b < 0) {
                break;
            }
            if (!watch.accepts(b) && problem == null) {
                problem = complaints.at("GUI-1001", here, column, offset);
            }
            if (state == State.QUOTED) {
                if (b != '"') {
                    slice.add(b);
                } else if (feed.peek() == '"') {
                    slice.add(feed.next());
                } else {
                    state = State.AFTER_QUOTE;
                }
            } else if (b == '\n') {
                terminated = true;
            } else if (b == '\r' && (feed.peek() == '\n' || feed.peek() < 0)) {
                continue;
            } else if (b == delimiter) {
                endCell(ends);
                state = State.CELL_START;
            } else if (b == '"' && state == State.CELL_START) {
                state = State.QUOTED;
                quoteLine = here;
                quoteColumn = column;
            } else {
                if (problem == null && (b == '"' || state == State.AFTER_QUOTE)) {
                    problem = complaints.at("GUI-1024", here, column);
                }
                state = state == State.AFTER_QUOTE ? State.AFTER_QUOTE : State.PLAIN;
                slice.add(b);
            }
        }
        ends.add(slice.length());
        if (watch.isInside() && problem == null) {
            problem = complaints.at("GUI-1001", feed.line(), feed.column(), feed.offset());
        }
        if (slice.overflowed()) {
            problem = complaints.tooLarge(line, 1);
        } else if (state == State.QUOTED) {
            problem = complaints.at("GUI-1023", quoteLine, quoteColumn);
        }
        return problem == null
                ? new Row(line, cells(ends), Optional.empty(), terminated)
                : new Row(line, List.of(), Optional.of(problem), terminated);
    }

    private void endCell(List<Integer> ends) {
        // A row of nothing but delimiters has no bytes that would count against the limit.
        if (ends.size() <= CsvHeader.MAX_COLUMNS) {
            ends.add(slice.length());
        }
    }

    private List<String> cells(List<Integer> ends) throws MalformedUtf8 {
        List<String> cells = new ArrayList<>(ends.size());
        int from = 0;
        for (int end : ends) {
            cells.add(slice.text(from, end));
            from = end;
        }
        return cells;
    }
}
