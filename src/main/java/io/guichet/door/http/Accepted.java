package io.guichet.door.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an Accept header lets come back.
 *
 * @param wanted  ranges such as {@code application/*}, in small letters; everything where there is no header
 * @param refused those of weight nought
 */
record Accepted(List<String> wanted, List<String> refused) {

    private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

    static Accepted of(List<String> headers) {
        List<String> wanted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        headers.stream().flatMap(header -> Arrays.stream(header.split(","))).filter(range -> !range.isBlank())
                .forEach(range -> (REFUSED.matcher(range).find() ? refused : wanted)
                        .add(range.split(";")[0].strip().toLowerCase(Locale.ROOT)));
        return new Accepted(wanted.isEmpty() && refused.isEmpty() ? List.of("*/*") : wanted, refused);
    }

    boolean permits(String mediaType) {
        String type = mediaType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        String family = type.substring(0, type.indexOf('/') + 1) + "*";
        return (wanted.contains(type) || wanted.contains(family) || wanted.contains("*/*")) && !refused.contains(type);
    }
}
