package vn.trangtien.platform.privacy;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import vn.trangtien.platform.database.Datasets;

/** The dated data of {@code platform/privacy.yaml}. Immutable. */
public final class PrivacyRules {

    /** How long there is to report a breach. */
    record BreachDeadline(Duration deadline, String law, LocalDate validFrom, boolean confirmed) {}

    private record KeptAnswer(LocalDate validFrom, String vi, String en) {}

    private record File(
            int version,
            @Nullable String about,
            List<Purpose> purposes,
            List<DataField> fields,
            List<Mask> masks,
            List<RetentionRule> retention,
            List<BreachDeadline> breachDeadlines,
            List<KeptAnswer> keptAnswers) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final List<Purpose> purposes;
    private final Map<String, DataField> fields;
    private final Map<DataKind, Mask> masks;
    private final List<RetentionRule> retention;
    private final List<BreachDeadline> breachDeadlines;
    private final List<KeptAnswer> keptAnswers;

    private PrivacyRules(File file) {
        purposes = List.copyOf(file.purposes());
        fields = file.fields().stream().collect(Collectors.toUnmodifiableMap(DataField::code, Function.identity()));
        masks = file.masks().stream().collect(Collectors.toUnmodifiableMap(Mask::kind, Function.identity()));
        retention = List.copyOf(file.retention());
        breachDeadlines = newestFirst(file.breachDeadlines(), BreachDeadline::validFrom);
        keptAnswers = newestFirst(file.keptAnswers(), KeptAnswer::validFrom);
        check();
    }

    /** @throws IllegalArgumentException if the file cannot be read, or names a purpose or kind that it does not describe */
    public static PrivacyRules read(Resource file) {
        return new PrivacyRules(Datasets.read(file, File.class));
    }

    /** The purpose if it is valid on that day. */
    public Optional<Purpose> purpose(String code, LocalDate day) {
        return purposes.stream()
                .filter(purpose -> purpose.code().equals(code) && purpose.isValidOn(day))
                .findFirst();
    }

    public Optional<DataField> field(String code) {
        return Optional.ofNullable(fields.get(code));
    }

    /** The value as somebody without a reason sees it. */
    public String masked(DataKind kind, String value) {
        return mask(kind).apply(value);
    }

    /**
     * The value as somebody with these roles sees it in lists; a role that is not named sees it masked.
     *
     * @param roles names of {@code Role}
     */
    public String shown(DataKind kind, String value, Set<String> roles) {
        Mask mask = mask(kind);
        return roles.stream().anyMatch(mask.clearFor()::contains) ? value : mask.apply(value);
    }

    public Optional<RetentionRule> retention(String category, LocalDate day) {
        return retention.stream()
                .filter(rule -> rule.category().equals(category) && rule.isValidOn(day))
                .findFirst();
    }

    /** Rules of every category on that day. */
    public List<RetentionRule> retention(LocalDate day) {
        return retention.stream().filter(rule -> rule.isValidOn(day)).toList();
    }

    /** What a person is told about something that the law keeps. */
    public String keptAnswer(Locale locale, LocalDate day, String law, LocalDate until, String what) {
        KeptAnswer answer = keptAnswers.stream()
                .filter(one -> !one.validFrom().isAfter(day))
                .findFirst()
                .orElse(keptAnswers.get(keptAnswers.size() - 1));
        String pattern = locale.getLanguage().equals("en") ? answer.en() : answer.vi();
        return new MessageFormat(pattern, Locale.ROOT).format(new Object[] {law, DAY.format(until), what});
    }

    BreachDeadline breachDeadline(LocalDate day) {
        return breachDeadlines.stream()
                .filter(one -> !one.validFrom().isAfter(day))
                .findFirst()
                .orElse(breachDeadlines.get(breachDeadlines.size() - 1));
    }

    private Mask mask(DataKind kind) {
        Mask mask = masks.get(kind);
        if (mask == null) {
            throw new IllegalStateException(
                    "privacy file: the mask of %s is missing, although it was there".formatted(kind));
        }
        return mask;
    }

    private void check() {
        var known = purposes.stream().map(Purpose::code).collect(Collectors.toSet());
        for (DataField field : fields.values()) {
            var unknown = new HashSet<>(field.purposes());
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("privacy file: field %s names purposes %s, which are not described"
                        .formatted(field.code(), unknown));
            }
        }
        for (DataKind kind : DataKind.values()) {
            if (!masks.containsKey(kind)) {
                throw new IllegalArgumentException(
                        "privacy file: masks must have one for each kind, but %s has none".formatted(kind));
            }
        }
        if (breachDeadlines.isEmpty() || keptAnswers.isEmpty()) {
            throw new IllegalArgumentException(
                    "privacy file: breachDeadlines and keptAnswers must have one entry or more, but have %d and %d"
                            .formatted(breachDeadlines.size(), keptAnswers.size()));
        }
    }

    private static <T> List<T> newestFirst(List<T> list, Function<T, LocalDate> from) {
        return list.stream().sorted(Comparator.comparing(from).reversed()).toList();
    }
}
