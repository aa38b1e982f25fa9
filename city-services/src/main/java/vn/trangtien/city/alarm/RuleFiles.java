package vn.trangtien.city.alarm;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.alarm.core.Direction;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.SourcePattern;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.city.alarm.core.Threshold;

/**
 * Reads the dated rules from {@code alarm-rules/*.yaml} on the class path. A file is a list of rules; a field nobody knows
 * is an error, because a misspelt {@code deadband} would silently be none.
 */
final class RuleFiles {

    static final String LOCATION = "classpath*:alarm-rules/*.yaml";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A rule as it is written; {@link Rule} checks it. */
    record RuleText(
            String id,
            Text title,
            Measure measure,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Rule.Source source,
            String pattern,
            String unit,
            Direction direction,
            List<Threshold> thresholds,
            double deadband,
            Duration onDelay,
            Duration offDelay,
            Text consequence,
            Text action,
            Duration timeToAct,
            String unitCode,
            String caseKind,
            int workingDays) {

        Rule toRule() {
            return new Rule(
                    id,
                    title,
                    measure,
                    validFrom,
                    validTo,
                    source,
                    new SourcePattern(pattern),
                    unit,
                    direction,
                    thresholds,
                    deadband,
                    onDelay,
                    offDelay,
                    consequence,
                    action,
                    timeToAct,
                    unitCode,
                    caseKind,
                    workingDays);
        }
    }

    private RuleFiles() {}

    /** @throws IllegalStateException if a file cannot be read or a rule is not complete; the message names file and rule */
    static RuleBook read(ResourcePatternResolver resources) {
        try {
            Resource[] files = resources.getResources(LOCATION);
            Arrays.sort(files, Comparator.comparing(Resource::getDescription));
            var rules = new ArrayList<Rule>();
            for (Resource file : files) {
                rules.addAll(readFile(file));
            }
            return new RuleBook(rules);
        } catch (IOException e) {
            throw new IllegalStateException("alarm rules: " + LOCATION + " cannot be listed", e);
        }
    }

    static List<Rule> readFile(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return parse(in, file.getDescription());
        } catch (IOException e) {
            throw new IllegalStateException("alarm rules: " + file.getDescription() + " cannot be read", e);
        }
    }

    private static List<Rule> parse(InputStream in, String name) {
        Object document = new Load(LoadSettings.builder().setLabel(name).build()).loadFromInputStream(in);
        if (!(document instanceof List<?> entries)) {
            throw new IllegalStateException(
                    "alarm rules: " + name + " must be a list of rules, each beginning with '- id:'");
        }
        var rules = new ArrayList<Rule>();
        for (Object entry : entries) {
            try {
                rules.add(MAPPER.convertValue(entry, RuleText.class).toRule());
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IllegalStateException(
                        "alarm rules: %s, rule number %d: %s".formatted(name, rules.size() + 1, e.getMessage()), e);
            }
        }
        return rules;
    }
}
