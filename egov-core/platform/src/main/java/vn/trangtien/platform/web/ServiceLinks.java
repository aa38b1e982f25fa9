package vn.trangtien.platform.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Addresses of the services as browsers reach them, {@code trangtien.links.*}. */
@ConfigurationProperties("trangtien.links")
record ServiceLinks(
        @DefaultValue("http://127.0.0.1:8080") String city,
        @DefaultValue("http://127.0.0.1:8081") String ingest,
        @DefaultValue("http://127.0.0.1:8082") String egov) {

    private static final Set<Role> WATCH = EnumSet.of(Role.OPERATOR, Role.OFFICIAL, Role.ADMIN);
    private static final Set<Role> DEVICES = EnumSet.of(Role.TECHNICIAN, Role.OPERATOR, Role.ADMIN);
    private static final Set<Role> CASES = EnumSet.of(
            Role.OFFICIAL, Role.CLERK, Role.LEADER, Role.SPECIALIST, Role.ARCHIVIST, Role.OPERATOR, Role.ADMIN);

    List<Shell.Link> of(@Nullable CurrentUser user, String currentService) {
        if (user == null) {
            return List.of();
        }
        var links = new ArrayList<Shell.Link>();
        link("city", city, WATCH, user, currentService).ifPresent(links::add);
        link("ingest", ingest, DEVICES, user, currentService).ifPresent(links::add);
        link("egov", egov, CASES, user, currentService).ifPresent(links::add);
        return List.copyOf(links);
    }

    private static Optional<Shell.Link> link(
            String key, String url, Set<Role> allowed, CurrentUser user, String currentService) {
        if (user.roles().stream().noneMatch(allowed::contains)) {
            return Optional.empty();
        }
        return Optional.of(new Shell.Link(key, url, key.equals(currentService)));
    }
}
