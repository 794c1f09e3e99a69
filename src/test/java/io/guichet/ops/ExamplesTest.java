package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    @Test
    void thoseThatNeedNoProfileAreCopied(@TempDir Path in) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            int count = new Examples(PluginHelper.getPackageScanResourceResolver(camel)).copy(in);

            assertThat(names(in)).hasSize(count).isEqualTo(names(Path.of("examples")));
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
