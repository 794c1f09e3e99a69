package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasTest {

    private static final String ANY = "{\"type\":\"object\"}";

    @TempDir
    Path folder;

    @Test
    void operationsAreFoundInEveryFolderOfTheClassPath() {
        assertThat(Installation.SCHEMAS.services()).contains("tiny", "webstamp");
        assertThat(Installation.SCHEMAS.operations("webstamp")).contains("catalogue", "preview", "stamps");
        assertThat(Installation.SCHEMAS.operations("tiny")).containsExactly("echo");
        assertThat(Installation.SCHEMAS.operations("fedex")).isEmpty();
        assertThat(Installation.SCHEMAS.request("tiny", "shout")).isEmpty();
    }

    @Test
    void operationsAreFoundInAJarAndInAFolderWithBlanks() throws IOException {
        Path jar = folder.resolve("my services.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("schemas/"));
            out.putNextEntry(new JarEntry("schemas/sixth/"));
            out.putNextEntry(new JarEntry("schemas/sixth/buy-it.schema.json"));
            out.write(ANY.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("schemas/sixth/README.md"));
        }
        Path own = Files.createDirectories(folder.resolve("conf of ours/schemas/seventh"));
        Files.writeString(own.resolve("sell.schema.json"), ANY);
        URL[] roots = {jar.toUri().toURL(), folder.resolve("conf of ours").toUri().toURL()};
        try (URLClassLoader classPath = new URLClassLoader(roots, Schemas.class.getClassLoader())) {
            Schemas schemas = new Schemas(classPath);

            assertThat(schemas.services()).contains("sixth", "seventh", "webstamp");
            assertThat(schemas.operations("sixth")).containsExactly("buy-it");
            assertThat(schemas.operations("seventh")).containsExactly("sell");
        }
    }

    @Test
    void everyFreeTextSaysHowItIsPrinted() {
        List<String> silent = new ArrayList<>();
        for (String service : Installation.SCHEMAS.services()) {
            for (String operation : Installation.SCHEMAS.operations(service)) {
                freeTexts(Installation.SCHEMAS.request(service, operation).orElseThrow().document(),
                        service + " " + operation, silent);
            }
        }

        assertThat(silent).as("texts without choice, pattern, format or x-print").isEmpty();
    }

    private static void freeTexts(JsonNode rule, String place, List<String> silent) {
        boolean free = rule.path("type").asText().equals("string") && Stream
                .of("enum", "const", "pattern", "format", "contentEncoding", "writeOnly").noneMatch(rule::has);
        if (free && TextForm.of(rule).isEmpty()) {
            silent.add(place);
        }
        rule.properties().forEach(member -> freeTexts(member.getValue(), place + "/" + member.getKey(), silent));
        rule.path("allOf").forEach(part -> freeTexts(part, place + "/allOf", silent));
    }

    @Test
    void aVariantOfANeighbourIsPrintedWithTheNeighboursMembers() {
        ObjectNode preview = Installation.SCHEMAS.request("webstamp", "preview").orElseThrow().document();

        assertThat(preview.path("title").asText()).isEqualTo("WebStamp: preview");
        assertThat(preview.path("properties").has("quantity")).isTrue();
        assertThat(preview.has("$ref")).isFalse();
    }
}
