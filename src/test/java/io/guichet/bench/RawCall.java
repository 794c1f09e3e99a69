package io.guichet.bench;

import java.util.List;
import java.util.stream.IntStream;

/** (e) HttpClient 5 with the bytes of the request, and nothing read of the answer. */
final class RawCall {

    private RawCall() {
    }

    /** @param args address, workers, orders to warm up, orders to count */
    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[1]);
        try (Soap soap = new Soap(args[0], workers)) {
            Load.run(workers, names("W", args[2]), names("E", args[3]),
                    id -> soap.send(soap.envelope(Wares.request(id))));
        }
    }

    static List<String> names(String prefix, String count) {
        return IntStream.rangeClosed(1, Integer.parseInt(count)).mapToObj(i -> prefix + i).toList();
    }
}
