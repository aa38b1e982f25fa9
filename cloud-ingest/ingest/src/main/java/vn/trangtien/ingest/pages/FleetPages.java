package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import vn.trangtien.ingest.fleet.Alarm;
import vn.trangtien.ingest.fleet.Alarms;
import vn.trangtien.ingest.fleet.FleetFilter;
import vn.trangtien.ingest.fleet.FleetItem;
import vn.trangtien.ingest.fleet.FleetList;
import vn.trangtien.ingest.processing.SenderAccounts;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.remote.RequestLog;
import vn.trangtien.ingest.reports.CameraStanding;
import vn.trangtien.ingest.reports.EdgeEvents;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.twin.GatewayAway;
import vn.trangtien.ingest.twin.Twin;
import vn.trangtien.ingest.twin.TwinConflict;
import vn.trangtien.ingest.twin.Twins;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** The fleet in the browser: the list, the alarms, and one gateway with its twin. */
@Controller
@RequestMapping("/fleet")
class FleetPages {

    private static final int PAGE = 50;
    private static final int LINES = 20;
    private static final List<String> COLUMNS =
            List.of("name", "gateway", "state", "lastSeen", "software", "certificateUntil", "spoolDepth");

    private final FleetList fleet;
    private final Alarms alarms;
    private final Twins twins;
    private final RequestLog requests;
    private final EdgeEvents events;
    private final Reports reports;
    private final SenderAccounts senders;

    FleetPages(
            FleetList fleet,
            Alarms alarms,
            Twins twins,
            RequestLog requests,
            EdgeEvents events,
            Reports reports,
            SenderAccounts senders) {
        this.fleet = fleet;
        this.alarms = alarms;
        this.twins = twins;
        this.requests = requests;
        this.events = events;
        this.reports = reports;
        this.senders = senders;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Boolean drift,
            @RequestParam(required = false) @Nullable String alarm,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var query = new FleetFilter(q, null, state, null, null, drift, alarm, null);
        FleetList.Page found;
        try {
            found = fleet.page(query, sort, page, PAGE);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        UriComponentsBuilder here = UriComponentsBuilder.fromPath("/fleet");
        parameter(here, "q", q);
        parameter(here, "state", state);
        parameter(here, "drift", drift == null ? null : drift.toString());
        parameter(here, "alarm", alarm);
        Map<String, String> sortLinks = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            sortLinks.put(column, link(here, sort.equals(column) ? "-" + column : column, 0));
        }
        model.addAttribute("query", query);
        model.addAttribute("page", found);
        model.addAttribute("sort", sort);
        model.addAttribute("columns", COLUMNS);
        model.addAttribute("sortLinks", sortLinks);
        model.addAttribute("previous", link(here, sort, page - 1));
        model.addAttribute("next", link(here, sort, page + 1));
        model.addAttribute("summary", fleet.summary());
        model.addAttribute("states", GatewayState.values());
        model.addAttribute("kinds", Alarm.Kind.values());
        return "fleet/list";
    }

    @GetMapping("/alarms")
    String alarms(@RequestParam(defaultValue = "true") boolean open, Model model) {
        model.addAttribute("open", open);
        model.addAttribute("alarms", alarms.list(open, null, 500));
        return "fleet/alarms";
    }

    @GetMapping("/gateways/{account}/{gateway}")
    String show(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestParam(required = false) @Nullable Long from,
            Model model,
            CurrentUser user) {
        GatewayId id = known(account, gateway);
        Twin twin = twins.get(id);
        Twin.Desired desired = twin.desired();
        String yaml = from == null
                ? desired == null ? "" : desired.yaml()
                : twins.version(id, from).map(Twin.Desired::yaml).orElse("");
        return show(id, twin, yaml, model, user);
    }

    @PostMapping("/gateways/{account}/{gateway}/twin")
    String want(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestParam String yaml,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam long expectedVersion,
            @RequestParam(defaultValue = "false") boolean push,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        GatewayId id = known(account, gateway);
        // Browsers send lines as CRLF; the gateway's file has LF, and its hash is of the bytes.
        String text = yaml.replace("\r\n", "\n");
        try {
            twins.want(id, text, comment, OptionalLong.of(expectedVersion), push, user.id());
        } catch (IllegalArgumentException | TwinConflict refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            return show(id, twins.get(id), text, model, user);
        }
        Notes.leave(response, "twin.saved");
        return back(id);
    }

    @PostMapping("/gateways/{account}/{gateway}/push")
    String push(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        return push(known(account, gateway), false, user, response);
    }

    @PostMapping("/gateways/{account}/{gateway}/force")
    String force(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        return push(known(account, gateway), true, user, response);
    }

    @PostMapping("/gateways/{account}/{gateway}/adopt")
    CompletableFuture<String> adopt(
            @PathVariable String account,
            @PathVariable String gateway,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        GatewayId id = known(account, gateway);
        return twins.adopt(id, user.id()).handle((twin, failure) -> {
            if (failure == null) {
                Notes.leave(response, "twin.adopted");
                return back(id);
            }
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (!(cause instanceof GatewayAway)) {
                throw new IllegalStateException(failure);
            }
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("problem", cause.getMessage());
            Twin now = twins.get(id);
            Twin.Desired desired = now.desired();
            return show(id, now, desired == null ? "" : desired.yaml(), model, user);
        });
    }

    private String push(GatewayId id, boolean force, CurrentUser user, HttpServletResponse response) {
        twins.push(id, force, user.id());
        Notes.leave(response, "twin.pushed");
        return back(id);
    }

    private String show(GatewayId id, Twin twin, String yaml, Model model, CurrentUser user) {
        FleetItem item = fleet.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("item", item);
        model.addAttribute("twin", twin);
        model.addAttribute("yaml", yaml);
        model.addAttribute("versions", twins.versions(id));
        model.addAttribute("alarms", alarms.of(id));
        model.addAttribute("requests", requests.newest(id, LINES));
        model.addAttribute("events", events.newest(id, LINES));
        model.addAttribute("reports", reports.history(id, LINES));
        Optional<StoredReport> report = reports.newest(id);
        model.addAttribute("report", report.orElse(null));
        model.addAttribute("cameras", report.flatMap(CameraStanding::of).orElse(null));
        model.addAttribute("messages", senders.find(id).orElse(null));
        model.addAttribute("mayChange", user.is(Role.TECHNICIAN) || user.is(Role.ADMIN));
        return "fleet/gateway";
    }

    private GatewayId known(String account, String gateway) {
        return GatewayId.of(account, gateway)
                .filter(id -> fleet.find(id).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String back(GatewayId id) {
        return "redirect:/fleet/gateways/" + id.account() + "/" + id.gateway();
    }

    private static void parameter(UriComponentsBuilder link, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            link.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static String link(UriComponentsBuilder here, String sort, int page) {
        return here.cloneBuilder()
                .queryParam("sort", sort)
                .queryParam("page", page)
                .encode()
                .build()
                .toUriString();
    }
}
