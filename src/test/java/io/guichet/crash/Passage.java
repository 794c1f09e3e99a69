package io.guichet.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request on its way to the twin, and its answer on the way back. */
final class Passage {

    private final FaultyProxy proxy;
    private final Socket client;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private final List<Trigger> mine;
    private Optional<HttpHead> head = Optional.empty();
    private Optional<String> operation = Optional.empty();
    private Optional<HttpAnswer> answer = Optional.empty();
    private int length;
    private boolean complete;
    private int forwarded;
    private int given;

    /** The first byte of it has come. */
    Passage(FaultyProxy proxy, Socket client, int firstByte) {
        this.proxy = proxy;
        this.client = client;
        this.mine = new ArrayList<>(proxy.triggers().meet(
                trigger -> trigger.operation().equals(Trigger.ANY) && trigger.point() != Moment.CONNECTED));
        request.write(firstByte);
    }

    /** Whether another request may follow on this connection. */
    boolean run() throws IOException {
        try {
            read(client.getInputStream());
        } finally {
            if (!complete) {
                proxy.tally().incomplete(operation.orElse(Tally.UNREAD), Envelope.attempt(request.toByteArray()));
            }
        }
        Optional<Strike> strike = proxy.strikes()
                .meet(one -> one.operation().equals(Trigger.ANY) || operation.equals(Optional.of(one.operation())))
                .stream().findFirst();
        look();
        if (strike.filter(one -> one.side() == Strike.Side.BEFORE).isPresent()) {
            return struck(strike.get());
        }
        ask();
        look();
        if (strike.isPresent()) {
            return struck(strike.get());
        }
        give();
        return answer.get().whole() && !answer.get().head().closes() && !head.get().closes();
    }

    private void read(InputStream in) throws IOException {
        HeadBytes end = new HeadBytes();
        int next = request.toByteArray()[0];
        look();
        while (!end.endsWith(next)) {
            next = in.read();
            take(next);
            look();
        }
        HttpHead whole = HttpHead.of(request.toByteArray());
        length = whole.contentLength();
        head = Optional.of(whole);
        Envelope.operation(whole).ifPresent(this::learn);
        look();
        byte[] buffer = new byte[8192];
        while (request.size() < whole.text().length() + length) {
            // Byte by byte until the operation is known: a trigger may ask for the very next one.
            int most = operation.isEmpty() ? 1 : Math.min(buffer.length, nextStop() - request.size());
            int read = in.read(buffer, 0, most);
            take(read < 0 ? -1 : buffer[0]);
            request.write(buffer, 1, read - 1);
            if (operation.isEmpty() && buffer[0] == '>') {
                Envelope.operation(request.toByteArray()).ifPresent(this::learn);
            }
            look();
        }
        proxy.tally().complete(operation.orElse(Tally.UNREAD), Envelope.attempt(request.toByteArray()));
        complete = true;
    }

    private void take(int next) throws IOException {
        if (next == -1) {
            throw new IOException("the client broke off");
        }
        proxy.gate().pass(client);
        request.write(next);
    }

    private void learn(String name) {
        operation = Optional.of(name);
        mine.addAll(proxy.triggers().meet(trigger -> trigger.operation().equals(name)));
    }

    /** Where reading has to stop so that no byte more is read than a trigger wants. */
    private int nextStop() {
        int stop = head.orElseThrow().text().length() + length;
        for (Trigger trigger : mine) {
            int wanted = trigger.point() instanceof Point.RequestByte exact
                    ? exact.offset()
                    : trigger.point() == Moment.HALF_BODY ? half() : stop;
            if (wanted > request.size()) {
                stop = Math.min(stop, wanted);
            }
        }
        return stop;
    }

    private int half() {
        return head.orElseThrow().text().length() + length / 2;
    }

    private void ask() throws IOException {
        try (Socket twin = new Socket(InetAddress.getLoopbackAddress(), proxy.twinPort())) {
            twin.setTcpNoDelay(true);
            OutputStream out = twin.getOutputStream();
            proxy.gate().pass(client);
            request.writeTo(out);
            out.flush();
            forwarded = request.size();
            proxy.tally().forwarded(operation.orElse(Tally.UNREAD));
            look();
            answer = Optional.of(HttpAnswer.read(twin.getInputStream()));
        }
    }

    private void give() throws IOException {
        byte[] bytes = answer.orElseThrow().bytes();
        OutputStream out = client.getOutputStream();
        while (given < bytes.length) {
            int stop = bytes.length;
            for (Trigger trigger : mine) {
                int wanted = givenAt(trigger.point());
                if (wanted > given) {
                    stop = Math.min(stop, wanted);
                }
            }
            proxy.gate().pass(client);
            out.write(bytes, given, stop - given);
            out.flush();
            given = stop;
            look();
        }
    }

    /** How many bytes of the answer the client has when this point is reached; more than there are where it is not. */
    private int givenAt(Point point) {
        HttpAnswer whole = answer.orElseThrow();
        if (point instanceof Point.AnswerByte exact) {
            return exact.offset();
        }
        if (!whole.whole() || !(point instanceof Moment moment)) {
            return Integer.MAX_VALUE;
        }
        return switch (moment) {
            case BOOKED -> 0;
            case STATUS_LINE -> whole.head().firstLineLength();
            case HALF_ANSWER -> whole.bytes().length / 2;
            case WHOLE_ANSWER -> whole.bytes().length;
            default -> Integer.MAX_VALUE;
        };
    }

    private boolean struck(Strike strike) throws IOException {
        proxy.gate().pass(client);
        // Not the very same address: clients see through a loop, and would follow this one.
        String elsewhere = "http://127.0.0.1:" + proxy.port() + head.orElseThrow().target() + "?again";
        return new BadAnswer(client, elsewhere, proxy.end()).give(strike.fault(), strike.pace(), answer);
    }

    /** Fires what has been reached. */
    private void look() throws IOException {
        for (Trigger trigger : List.copyOf(mine)) {
            if (reached(trigger.point())) {
                mine.remove(trigger);
                proxy.fire(trigger, new Sighting(operation.orElse(""), trigger.point(), request.size(), forwarded,
                        answer.map(HttpAnswer::bytes).map(bytes -> bytes.length).orElse(0), given));
                proxy.gate().pass(client);
            }
        }
    }

    private boolean reached(Point point) {
        if (point instanceof Point.RequestByte exact) {
            return request.size() >= exact.offset();
        }
        if (answer.isPresent() && given >= givenAt(point)) {
            return true;
        }
        return point instanceof Moment moment && switch (moment) {
            case CONNECTED -> true;
            case HEAD_SENT -> head.isPresent();
            case HALF_BODY -> head.isPresent() && length > 0 && request.size() >= half();
            case WHOLE_BODY -> complete;
            case FORWARDED -> forwarded > 0;
            default -> false;
        };
    }
}
