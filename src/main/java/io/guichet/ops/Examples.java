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
        // Those in folders of their own need a setting first; the pattern finds them too.
        List<Resource> examples = resources.findResources("classpath:examples/*").stream()
                .filter(example -> name(example).indexOf('/') < 0).toList();
        for (Resource example : examples) {
            copy(example, in, name(example));
        }
        return examples.size();
    }

    private static String name(Resource example) {
        String location = example.getLocation();
        return location.substring(location.lastIndexOf("examples/") + "examples/".length());
    }

    private static void copy(Resource example, Path in, String name) throws IOException {
        Path part = in.resolve("." + name + ".part");
        try (InputStream content = example.getInputStream()) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, in.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
