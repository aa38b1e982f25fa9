package vn.trangtien.gateway.remote.inventory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars that this process runs: name and version from the manifest, or else from the file's name. */
final class Jars {

    private static final Logger LOG = LoggerFactory.getLogger(Jars.class);
    private static final Pattern NAME = Pattern.compile("(.+?)-([0-9][0-9A-Za-z._+-]*)\\.jar");

    private Jars() {}

    static List<Software> onClassPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .map(Jars::describe)
                .sorted(Comparator.comparing(Software::name))
                .toList();
    }

    static Software describe(Path jar) {
        String file = String.valueOf(jar.getFileName());
        Matcher named = NAME.matcher(file);
        String name = named.matches() ? named.group(1) : file.substring(0, file.length() - ".jar".length());
        String version = named.matches() ? named.group(2) : manifestVersion(jar).orElse("");
        return new Software(name, version, "");
    }

    private static Optional<String> manifestVersion(Path jar) {
        try (var open = new JarFile(jar.toFile())) {
            return Optional.ofNullable(open.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            LOG.debug("jar={} unreadable=\"{}\"", jar, e.getMessage());
            return Optional.empty();
        }
    }
}
