package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The import profiles of an installation: those that are shipped, on the class path as {@code profiles/NAME.json}, and
 * the operator's own, which win. All of them are checked at once.
 */
public final class ImportProfiles {

    private static final ClassPathFolder SHIPPED =
            new ClassPathFolder(ImportProfiles.class.getClassLoader(), "profiles");
    private static final Pattern FILE = Pattern.compile("([a-z0-9][a-z0-9-]{0,63})\\.json");

    private final SortedMap<String, ImportProfile> profiles = new TreeMap<>();

    /**
     * @param folder the operator's own; it need not exist
     * @throws WrongProfiles with every reason in every file
     */
    public ImportProfiles(Schemas schemas, Path folder) throws WrongProfiles {
        ProfileReader reader = new ProfileReader(schemas);
        List<String> wrong = new ArrayList<>();
        try {
            for (String file : SHIPPED.paths()) {
                if (FILE.matcher(file).matches()) {
                    try (InputStream in = SHIPPED.open(file)) {
                        add(reader, "profiles/" + file, file, in, wrong);
                    }
                }
            }
            for (Path file : own(folder)) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(reader, file.toString(), file.getFileName().toString(), in, wrong);
                } catch (IOException unreadable) {
                    wrong.add(file + ": cannot be read (" + unreadable + ")");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!wrong.isEmpty()) {
            throw new WrongProfiles(wrong);
        }
    }

    private void add(ProfileReader reader, String file, String fileName, InputStream in, List<String> wrong)
            throws IOException {
        Matcher name = FILE.matcher(fileName);
        if (!name.matches()) {
            wrong.add(file + ": the name of the file (expected: small letters, digits and hyphens, then .json)");
            return;
        }
        byte[] content = in.readNBytes(ProfileReader.MAX_BYTES + 1);
        try {
            profiles.put(name.group(1), reader.read(file, name.group(1), content));
        } catch (WrongProfiles reasons) {
            wrong.addAll(reasons.reasons());
        }
    }

    /** What editors leave behind, and other kinds of files, are none. */
    private static List<Path> own(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
        }
    }

    /** What the file of a profile may say. */
    public static Schema schema() {
        return Schemas.named("import-profile");
    }

    /** The names of all, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(profiles.keySet());
    }

    public Optional<ImportProfile> named(String name) {
        return Optional.ofNullable(profiles.get(name));
    }
}
