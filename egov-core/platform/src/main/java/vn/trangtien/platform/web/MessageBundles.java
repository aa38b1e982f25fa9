package vn.trangtien.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Keeps the texts whole: each in both languages, and none missing that a template asks for. For tests of every service. */
public final class MessageBundles {

    private static final String PLATFORM = "i18n/platform";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");
    /** {@code #{key}}, {@code #{key(…)}}, and the dynamic {@code #{|prefix.${x}|}} and {@code #{'prefix.' + …}}. */
    private static final Pattern USE = Pattern.compile("#\\{\\s*(\\|?'?)([A-Za-z][A-Za-z0-9._-]*)([^}]?)");

    private MessageBundles() {}

    /**
     * Checks the bundles of a service together with the platform's.
     *
     * @param basenames for instance {@code i18n/egov}
     * @param templateFolders for instance {@code templates/egov}, on the class path
     * @return one sentence for each fault; empty if all is well
     */
    public static List<String> check(List<String> basenames, String... templateFolders) {
        var faults = new ArrayList<String>();
        var known = new TreeSet<>(load(PLATFORM, "vi").stringPropertyNames());
        for (String basename : basenames) {
            Properties vi = load(basename, "vi");
            Properties en = load(basename, "en");
            compare(basename, vi, en, faults);
            known.addAll(vi.stringPropertyNames());
        }
        for (String folder : templateFolders) {
            for (Resource template : templates(folder)) {
                checkTemplate(template, known, faults);
            }
        }
        return List.copyOf(faults);
    }

    private static void compare(String basename, Properties vi, Properties en, List<String> faults) {
        var keys = new TreeSet<>(vi.stringPropertyNames());
        keys.addAll(en.stringPropertyNames());
        for (String key : keys) {
            String vietnamese = vi.getProperty(key, "");
            String english = en.getProperty(key, "");
            if (vietnamese.isBlank() || english.isBlank()) {
                faults.add("%s: %s has no text in %s".formatted(basename, key, vietnamese.isBlank() ? "vi" : "en"));
            } else if (!placeholders(vietnamese).equals(placeholders(english))) {
                faults.add("%s: %s has different placeholders in vi and en".formatted(basename, key));
            } else if (!isMessage(vietnamese) || !isMessage(english)) {
                faults.add("%s: %s is no valid message format".formatted(basename, key));
            }
        }
    }

    private static boolean isMessage(String text) {
        if (placeholders(text).isEmpty()) {
            return true;
        }
        try {
            // Asking for the formats parses the pattern, which is all that is wanted.
            return new MessageFormat(text).getFormatsByArgumentIndex().length > 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static void checkTemplate(Resource template, Set<String> known, List<String> faults) {
        Matcher use = USE.matcher(text(template));
        while (use.find()) {
            String key = use.group(2);
            boolean dynamic = !use.group(1).isEmpty() && key.endsWith(".");
            boolean found = dynamic ? known.stream().anyMatch(one -> one.startsWith(key)) : known.contains(key);
            if (!found) {
                faults.add("%s: #{%s} is in no bundle".formatted(template.getFilename(), key));
            }
        }
    }

    private static List<Resource> templates(String folder) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:" + folder.replaceAll("/+$", "") + "/**/*.html");
            if (found.length == 0) {
                throw new IllegalArgumentException(
                        "template folder must hold .html files on the class path, but '" + folder + "' has none");
            }
            return List.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException("template folder " + folder + " cannot be listed", e);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource.getDescription() + " cannot be read", e);
        }
    }

    private static Properties load(String basename, String language) {
        String path = "classpath:" + basename + "_" + language + ".properties";
        Resource resource = new PathMatchingResourcePatternResolver().getResource(path);
        try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            var texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("message bundle " + path + " cannot be read", e);
        }
    }
}
