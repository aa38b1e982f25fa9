package vn.trangtien.platform.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Collects who may reach which path. The first rule that matches decides; what no rule names is refused.
 *
 * <p>Patterns are Spring's path patterns: {@code /cases/**}, {@code /api/gateways/{id}}.
 */
public final class Access {

    /** How a path is guarded. */
    enum Guard {
        ANYONE,
        MACHINES,
        SIGNED_IN,
        ROLES
    }

    /** One rule. */
    record Rule(@Nullable HttpMethod method, String pattern, Guard guard, Set<Role> roles) {}

    private final List<Rule> rules = new ArrayList<>();

    Access() {}

    /** Names a path for every method. */
    public Path path(String... patterns) {
        return new Path(null, patterns);
    }

    /** Names a path for one method. */
    public Path path(HttpMethod method, String... patterns) {
        return new Path(method, patterns);
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    /** Paths that wait for their guard. */
    public final class Path {

        private final @Nullable HttpMethod method;
        private final String[] patterns;

        private Path(@Nullable HttpMethod method, String... patterns) {
            if (patterns.length == 0) {
                throw new IllegalArgumentException("an access rule needs one pattern or more, but has none");
            }
            this.method = method;
            this.patterns = patterns.clone();
        }

        /** Open to the world; forms still need their CSRF token. */
        public Access anyone() {
            return add(Guard.ANYONE, Set.of());
        }

        /** Open to the world without CSRF token, for programs whose request carries a proof of its own. */
        public Access machines() {
            return add(Guard.MACHINES, Set.of());
        }

        /** Any person who is signed in, whatever the role; not services. */
        public Access signedIn() {
            Set<Role> people = EnumSet.complementOf(EnumSet.of(Role.SERVICE));
            return add(Guard.SIGNED_IN, people);
        }

        /** Who has at least one of these roles. */
        public Access roles(Role first, Role... more) {
            return add(Guard.ROLES, EnumSet.of(first, more));
        }

        private Access add(Guard guard, Set<Role> roles) {
            Arrays.stream(patterns).forEach(pattern -> rules.add(new Rule(method, pattern, guard, Set.copyOf(roles))));
            return Access.this;
        }
    }
}
