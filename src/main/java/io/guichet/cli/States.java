package io.guichet.cli;

import io.guichet.purchase.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The states that are asked for. */
record States(List<State> states) {

    static final States OPEN =
            new States(Arrays.stream(State.values()).filter(state -> !state.isFinal()).toList());

    /** One state by its name, in whatever letters, or all of them. */
    static final class Converter implements ITypeConverter<States> {

        @Override
        public States convert(String text) {
            String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
            List<State> found = Arrays.stream(State.values())
                    .filter(state -> name.equals("ALL") || state.name().equals(name)).toList();
            if (found.isEmpty()) {
                throw new TypeConversionException(text + " (expected: all, or one of "
                        + Arrays.stream(State.values()).map(State::name).collect(Collectors.joining(", ")) + ")");
            }
            return new States(found);
        }
    }
}
