package io.guichet.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.spi.Resource;

/** The example orders, copied into in/ at the very first start of the sandbox. */
public final class Examples {

    private final PackageScanResourceResolver resources;

    public Examples(PackageScanResourceResolver resources) {
        this.resources = resources;
    }

    /** How many were copied. */
    public int copy(Path in) throws Exception {
        List<Resource> examples = resources.findResources("classpath:examples/*").stream().toList();
        for (Resource example : examples) {
            String name = example.getLocation().substring(example.getLocation().lastIndexOf('/') + 1);
            copy(example, in, name);
        }
        return examples.size();
    }

    private static void copy(Resource example, Path in, String name) throws IOException {
        Path part = in.resolve("." + name + ".part");
        try (InputStream content = example.getInputStream()) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, in.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
