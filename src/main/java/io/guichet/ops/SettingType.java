package io.guichet.ops;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a setting may hold, as the bracket of its comment says: {@code [duration 0s..1h]}, {@code [int 1..1000]},
 * {@code [one of a|b|c]}.
 *
 * @param kind   the first word
 * @param limits what follows it: a range, the words of a choice, or nothing
 */
record SettingType(String kind, String limits) {

    private static final Set<String> KINDS = Set.of("duration", "int", "bytes", "flag", "text", "path", "one of", "uri",
            "secret", "list", "amount", "cron", "durations", "time");
    private static final Pattern DECLARATION = Pattern.compile("(one of|[a-z]+)(?: (.+))?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(B|KB|MB|GB)");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

    static SettingType of(String declaration) {
        Matcher matcher = DECLARATION.matcher(declaration);
        if (!matcher.matches() || !KINDS.contains(matcher.group(1))) {
            throw new IllegalArgumentException("[" + declaration + "] (expected: one of " + KINDS + ")");
        }
        return new SettingType(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
    }

    boolean secret() {
        return kind.equals("secret");
    }

    /** What a value of this type looks like, in words. */
    String expected() {
        return switch (kind) {
            case "duration" -> "a duration such as 500ms, 2s, 15m, 24h, 7d" + range();
            case "durations" -> "growing durations with commas between them, such as 2m,15m,1h";
            case "time" -> "a time with its offset, such as 2026-11-24T00:00:00Z";
            case "int" -> "a whole number" + range();
            case "bytes" -> "a size such as 256KB or 16MB" + range();
            case "amount" -> "an amount such as 12.50";
            case "flag" -> "true or false";
            case "uri" -> "an address with its scheme";
            case "path" -> "a path";
            case "cron" -> "six or seven cron fields, beginning with seconds";
            case "one of" -> "one of " + String.join(", ", choices());
            case "list" -> "words with commas between them";
            default -> "a text";
        };
    }

    /** True when the value is of this type and within its limits. */
    boolean accepts(String value) {
        try {
            return switch (kind) {
                case "duration" -> within(duration(value), SettingType::duration);
                case "durations" -> growing(durations(value));
                case "time" -> time(value) != null;
                case "int" -> within(Integer.valueOf(value), Integer::valueOf);
                case "bytes" -> within(bytes(value), SettingType::bytes);
                case "amount" -> new BigDecimal(value).signum() >= 0;
                case "flag" -> value.equals("true") || value.equals("false");
                case "uri" -> new URI(value).isAbsolute();
                case "cron" -> List.of(6, 7).contains(value.split("\\s+").length);
                case "one of" -> choices().contains(value);
                case "path" -> value.indexOf('\0') < 0;
                default -> true;
            };
        } catch (IllegalArgumentException | URISyntaxException | DateTimeParseException unreadable) {
            return false;
        }
    }

    /** Reads {@code 500ms}, {@code 2s}, {@code 15m}, {@code 24h}, {@code 7d} or ISO 8601 such as {@code PT1M30S}. */
    static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (matcher.matches()) {
            return Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLISECONDS.get(matcher.group(2)));
        }
        return Duration.parse(value);
    }

    static List<Duration> durations(String value) {
        return Stream.of(value.split(",")).map(String::strip).map(SettingType::duration).toList();
    }

    static Instant time(String value) {
        return OffsetDateTime.parse(value).toInstant();
    }

    private static boolean growing(List<Duration> times) {
        return times.equals(times.stream().sorted().distinct().toList());
    }

    /** Reads {@code 512B}, {@code 256KB}, {@code 16MB}, {@code 1GB}; a bare number is bytes, 1 KB is 1024 of them. */
    static long bytes(String value) {
        Matcher matcher = BYTES.matcher(value.toUpperCase(Locale.ROOT).replace(" ", ""));
        if (matcher.matches()) {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), SIZES.get(matcher.group(2)));
        }
        return Long.parseLong(value);
    }

    private List<String> choices() {
        return List.of(limits.split("\\|"));
    }

    private String range() {
        return limits.isEmpty() ? "" : " in " + limits;
    }

    private <T extends Comparable<T>> boolean within(T value, Function<String, T> read) {
        if (limits.isEmpty()) {
            return true;
        }
        String[] ends = limits.split("\\.\\.", 2);
        return value.compareTo(read.apply(ends[0])) >= 0 && value.compareTo(read.apply(ends[1])) <= 0;
    }
}
