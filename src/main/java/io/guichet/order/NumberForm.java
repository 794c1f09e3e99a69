package io.guichet.order;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers with a decimal mark and, where they are declared, marks between thousands. Nothing is guessed: {@code 1.234}
 * is refused where the point is neither of the two.
 */
final class NumberForm implements CellForm {

    private final Pattern pattern;
    private final String example;

    /** @param thousandsMarks one character each, none of them the decimal mark */
    NumberForm(String decimalMark, List<String> thousandsMarks) {
        String marks = thousandsMarks.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
        String grouped = thousandsMarks.isEmpty() ? "" : "|[0-9]{1,3}" + marks + "[0-9]{3}(?:\\3[0-9]{3})*";
        this.pattern = Pattern.compile("(-?)([0-9]+" + grouped + ")(?:" + Pattern.quote(decimalMark) + "([0-9]+))?");
        this.example = "1" + (thousandsMarks.isEmpty() ? "" : thousandsMarks.get(0)) + "234" + decimalMark + "50";
    }

    @Override
    public Optional<String> read(String cell) {
        Matcher number = pattern.matcher(cell);
        if (!number.matches()) {
            return Optional.empty();
        }
        String whole = number.group(2).replaceAll("[^0-9]", "").replaceFirst("^0+(?=[0-9])", "");
        int last = number.groupCount();
        return Optional.of(number.group(1) + whole + (number.group(last) == null ? "" : "." + number.group(last)));
    }

    @Override
    public String expected(Complaints complaints) {
        return complaints.text("cell.number", example);
    }
}
