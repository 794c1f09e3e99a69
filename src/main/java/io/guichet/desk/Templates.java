package io.guichet.desk;

import io.guichet.order.Texts;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pages' HTML, out of the templates beside it; what is put into them is escaped. */
final class Templates {

    private final PebbleEngine engine;

    Templates() {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("desk");
        loader.setSuffix(".peb");
        this.engine = new PebbleEngine.Builder().loader(loader).strictVariables(true).autoEscaping(true)
                .defaultLocale(Locale.ROOT).extension(new Words()).build();
    }

    String html(String name, Map<String, Object> model) {
        StringWriter html = new StringWriter(8_192);
        try {
            engine.getTemplate(name).evaluate(html, model);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return html.toString();
    }

    /** {@code t('key', value, …)}: a text of the bundle {@code desk} in the page's language. */
    private static final class Words extends AbstractExtension {

        @Override
        public Map<String, Function> getFunctions() {
            return Map.of("t", new Function() {

                @Override
                public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context,
                        int lineNumber) {
                    Object[] values = new Object[arguments.size() - 1];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = arguments.get(String.valueOf(i + 1));
                    }
                    return ((Texts) context.getVariable("words")).text(Visit.BUNDLE,
                            String.valueOf(arguments.get("0")), values);
                }

                @Override
                public List<String> getArgumentNames() {
                    return null;
                }
            });
        }
    }
}
