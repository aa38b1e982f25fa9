package vn.trangtien.platform.grants;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.Role;

/** Which role allows what on which day; what stands nowhere is not allowed. Immutable. */
public final class RoleBook {

    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z-]+)+");

    /** Where the role of an account counts, as far as no grant says otherwise. */
    public enum Reach {
        CITY,
        SUBTREE,
        UNIT
    }

    /**
     * Something that can be allowed.
     *
     * @param name words with dots between them, for instance {@code document.sign}
     */
    public record Permission(String name, String nameVi, String nameEn) {

        public Permission {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "permission must be words of a-z with dots between them, but was '" + name + "'");
            }
        }

        /** English for English readers, Vietnamese for everybody else. */
        public String label(Locale locale) {
            return locale.getLanguage().equals("en") ? nameEn : nameVi;
        }
    }

    /**
     * What a role allows during one period.
     *
     * @param validTo last day; absent while it goes on
     * @param source the legal basis of the row
     */
    public record Period(
            Role role,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Reach reach,
            Set<String> permissions,
            String source) {

        public Period {
            permissions = Set.copyOf(permissions);
        }

        boolean isValidOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    private final Map<String, Permission> permissions = new LinkedHashMap<>();
    private final List<Period> periods;

    /** @throws IllegalArgumentException if a period names an unknown permission, or two periods of a role overlap */
    public RoleBook(Collection<Permission> permissions, Collection<Period> periods) {
        permissions.stream()
                .sorted(Comparator.comparing(Permission::name))
                .forEach(permission -> this.permissions.put(permission.name(), permission));
        this.periods = List.copyOf(periods);
        this.periods.forEach(this::check);
    }

    /** Whether there is such a permission at all. */
    public boolean knows(String permission) {
        return permissions.containsKey(permission);
    }

    /** Every permission, by name. */
    public List<Permission> permissions() {
        return List.copyOf(permissions.values());
    }

    /** What the role allows on that day; empty if the role does not exist then. */
    public Set<String> of(Role role, LocalDate day) {
        return period(role, day).map(Period::permissions).orElse(Set.of());
    }

    /** The row of a role on that day. */
    public Optional<Period> period(Role role, LocalDate day) {
        return periods.stream()
                .filter(period -> period.role() == role && period.isValidOn(day))
                .findFirst();
    }

    /** Roles that can be granted at a unit on that day, in the order of {@link Role}. */
    public List<Role> grantable(LocalDate day) {
        return periods.stream()
                .filter(period -> period.isValidOn(day) && period.reach() != Reach.CITY)
                .map(Period::role)
                .sorted()
                .collect(Collectors.toList());
    }

    private void check(Period period) {
        if (period.role() == Role.SERVICE) {
            throw new IllegalArgumentException(
                    "role SERVICE belongs to programs and has no permissions at units; remove its row");
        }
        if (period.validTo() != null && period.validTo().isBefore(period.validFrom())) {
            throw new IllegalArgumentException("role %s: validTo %s must not lie before validFrom %s"
                    .formatted(period.role(), period.validTo(), period.validFrom()));
        }
        period.permissions().stream().filter(name -> !knows(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "role %s: permission must be one of the file, but was '%s'; add it under permissions"
                            .formatted(period.role(), name));
        });
        if (periods.stream()
                .anyMatch(other -> other != period
                        && other.role() == period.role()
                        && period.isValidOn(other.validFrom())
                        && !other.validFrom().isBefore(period.validFrom()))) {
            throw new IllegalArgumentException("role %s: the period from %s overlaps another; end the earlier one first"
                    .formatted(period.role(), period.validFrom()));
        }
    }
}
