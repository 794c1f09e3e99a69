package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A folder of the class path, in every folder and jar that has one of its name: what is added is found. */
public record ClassPathFolder(ClassLoader classPath, String folder) {

    private static final int DEEPEST = 2;

    /** What lies in it and in the folders in it, by the path from here, sorted. */
    public Set<String> paths() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (URL root : Collections.list(classPath.getResources(folder))) {
            if (root.getProtocol().equals("file")) {
                paths.addAll(inFolder(root));
            } else if (root.openConnection() instanceof JarURLConnection connection) {
                paths.addAll(inJar(connection));
            }
        }
        return paths;
    }

    boolean has(String path) {
        return classPath.getResource(folder + "/" + path) != null;
    }

    public InputStream open(String path) throws IOException {
        InputStream in = classPath.getResourceAsStream(folder + "/" + path);
        if (in == null) {
            throw new IOException(folder + "/" + path + ": missing on the class path");
        }
        return in;
    }

    private static Set<String> inFolder(URL root) throws IOException {
        Set<String> found = new TreeSet<>();
        Path folder;
        try {
            folder = Path.of(root.toURI());
        } catch (URISyntaxException wrong) {
            throw new IOException(wrong);
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            files.filter(Files::isRegularFile)
                    .map(file -> URI.create(folder.toUri().relativize(file.toUri()).toString()).getPath())
                    .forEach(found::add);
        }
        return found;
    }

    private Set<String> inJar(JarURLConnection connection) throws IOException {
        Set<String> found = new TreeSet<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName)
                    .filter(name -> name.startsWith(folder + "/"))
                    .map(name -> name.substring(folder.length() + 1)).forEach(found::add);
        }
        return found;
    }
}
