package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;

/** Reads order messages out of files and queue messages of any size, in the four forms; CSV also by a profile. */
public final class OrderReader {

    /** 16 MB, for {@code guichet.intake.max-order-bytes}. */
    public static final int DEFAULT_MAX_ORDER_BYTES = 16 * 1024 * 1024;

    private final Complaints complaints;
    private final int maxOrderBytes;

    public OrderReader(Texts texts, int maxOrderBytes) {
        this.complaints = new Complaints(texts, maxOrderBytes);
        this.maxOrderBytes = maxOrderBytes;
    }

    /**
     * A first pass that holds nothing: an array or an XML document is looked through to its end, so that half a file is
     * never accepted; of lines and rows, which stand each for themselves, only that there are any and that a CSV header
     * can be read.
     */
    public void check(InputSource source, Form form) throws UnreadableInput, IOException {
        check(source, form, ImportProfile.PLAIN);
    }

    /**
     * The same of CSV as a profile has it; the other forms know no profile.
     *
     * @param profile {@link ImportProfile#PLAIN} for columns that are named as the fields
     */
    public void check(InputSource source, Form form, ImportProfile profile) throws UnreadableInput, IOException {
        Complaints named = complaints.about(source.name());
        try (InputStream in = source.open()) {
            switch (form) {
                case JSON -> new JsonTexts(named, maxOrderBytes).check(in);
                case NDJSON -> LineOrders.check(in, named);
                case XML -> XmlOrders.check(in, named);
                case CSV -> {
                    if (profile == ImportProfile.PLAIN) {
                        CsvOrders.check(in, named, maxOrderBytes);
                    } else {
                        ProfileOrders.check(in, profile, named, maxOrderBytes);
                    }
                }
            }
        }
    }

    /**
     * The orders, from the stream's beginning to its end. The stream is closed with the returned one, or at once where
     * there is none.
     *
     * @param name as in {@link InputSource#name()}
     */
    public OrderStream open(String name, InputStream in, Form form) throws UnreadableInput, IOException {
        return open(name, in, form, ImportProfile.PLAIN);
    }

    /** The same of CSV as a profile has it. */
    public OrderStream open(String name, InputStream in, Form form, ImportProfile profile)
            throws UnreadableInput, IOException {
        boolean opened = false;
        try {
            OrderStream orders = new OneAhead(source(complaints.about(name), in, form, profile));
            opened = true;
            return orders;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    private OneAhead.Source source(Complaints named, InputStream in, Form form, ImportProfile profile)
            throws UnreadableInput, IOException {
        return switch (form) {
            case JSON -> new ArrayOrders(in, new JsonTexts(named, maxOrderBytes), named, maxOrderBytes);
            case NDJSON -> new LineOrders(in, new JsonTexts(named, maxOrderBytes), named, maxOrderBytes);
            case XML -> new XmlOrders(in, named, maxOrderBytes);
            case CSV -> profile == ImportProfile.PLAIN
                    ? new CsvOrders(in, named, maxOrderBytes)
                    : new ProfileOrders(in, profile, named, maxOrderBytes);
        };
    }

    public OrderStream open(InputSource source, Form form) throws UnreadableInput, IOException {
        return open(source, form, ImportProfile.PLAIN);
    }

    public OrderStream open(InputSource source, Form form, ImportProfile profile) throws UnreadableInput, IOException {
        return open(source.name(), source.open(), form, profile);
    }
}
