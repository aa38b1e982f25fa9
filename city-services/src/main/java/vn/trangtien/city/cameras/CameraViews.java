package vn.trangtien.city.cameras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.city.ingest.Twins;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.CurrentUser;

/** What is drawn on the picture of a camera, read from and written to the desired configuration of its gateway. Thread-safe. */
@Service
public class CameraViews {

    /**
     * A drawing as it stands in the desired configuration.
     *
     * @param version of the desired configuration that it is in; 0 while nothing is desired
     * @param view lists of the drawn keys, all keys there
     * @param locked why it cannot be saved: {@code nothing-desired}, {@code unreadable}, {@code no-camera}, {@code
     *     unknown-gateway}; absent when it can
     * @param drift whether the gateway runs another configuration than the desired one
     * @param push state of the push, as in docs/fleet.md
     * @param posture what the desired configuration says about people; absent when there is none
     */
    public record Drawing(
            long version,
            Map<String, List<Object>> view,
            @Nullable String locked,
            boolean drift,
            String push,
            String detail,
            List<String> problems,
            @Nullable Posture posture) {}

    /** What became of a wish to save. */
    public enum Outcome {
        SAVED,
        /** The drawing has problems; nothing was sent. */
        INVALID,
        /** Somebody has changed the configuration in between. */
        CONFLICT,
        /** The text of the configuration cannot be edited safely. */
        UNSAFE,
        /** The ingest refused it. */
        REFUSED
    }

    /** @param detail the ingest's words if it refused, else empty */
    public record Saved(
            Outcome outcome,
            String detail,
            List<ViewProblem> problems,
            @Nullable Drawing drawing) {}

    private static final Map<String, List<Object>> NOTHING = ViewKeys.lists(Map.of());

    private final Twins twins;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    CameraViews(Twins twins, AuditLog audit, TransactionTemplate transactions) {
        this.twins = twins;
        this.audit = audit;
        this.transactions = transactions;
    }

    public Drawing of(String account, String gateway, String camera) throws IngestUnavailable {
        Optional<Twins.Twin> twin = twins.twin(account, gateway);
        return twin.isEmpty() ? locked("unknown-gateway") : drawing(twin.get(), camera);
    }

    /**
     * What the gateway would refuse or never find; empty if nothing. While the ingest is away labels are looked at for their form
     * only: {@link #save} looks again.
     */
    public List<ViewProblem> problems(String account, String gateway, String camera, Map<String, ?> view) {
        Set<String> known;
        try {
            known = known(twins.twin(account, gateway).map(Twins.Twin::desired).orElse(null), camera);
        } catch (IngestUnavailable away) {
            known = Set.of();
        }
        return ViewCheck.problems(ViewKeys.lists(view), known);
    }

    /** The labels that this camera can see; empty when nobody here knows. */
    private static Set<String> known(Twins.@Nullable Desired desired, String camera) {
        try {
            return desired == null || ViewText.posture(desired.yaml(), camera).ownModel() ? Set.of() : Labels.known();
        } catch (ViewText.Unsafe unsafe) {
            return Set.of();
        }
    }

    /** The drawn keys as YAML, to be copied into a configuration by hand. */
    public String yaml(Map<String, ?> view) {
        var lines = new ArrayList<String>();
        ViewKeys.lists(view).forEach((key, value) -> {
            if (!value.isEmpty()) {
                lines.addAll(ViewYaml.lines(key, value, 4));
            }
        });
        return String.join("\n", lines);
    }

    /**
     * Makes a drawing part of the desired configuration.
     *
     * @param version that the drawing was made from
     * @param push whether the gateway shall have it at once
     */
    public Saved save(
            String account,
            String gateway,
            String camera,
            Map<String, ?> view,
            long version,
            boolean push,
            CurrentUser user)
            throws IngestUnavailable {
        Map<String, List<Object>> wanted = ViewKeys.lists(view);
        Twins.Desired desired =
                twins.twin(account, gateway).map(Twins.Twin::desired).orElse(null);
        List<ViewProblem> problems = ViewCheck.problems(wanted, known(desired, camera));
        if (!problems.isEmpty()) {
            return new Saved(Outcome.INVALID, "", problems, null);
        }
        if (desired == null) {
            return new Saved(Outcome.UNSAFE, "", List.of(), null);
        }
        if (desired.version() != version) {
            return new Saved(Outcome.CONFLICT, "", List.of(), null);
        }
        try {
            String changed = ViewText.replace(desired.yaml(), camera, wanted);
            Twins.Twin now = twins.want(
                    account,
                    gateway,
                    changed,
                    "%s: %s (%s)".formatted(camera, "vùng / zones", user.id()),
                    version,
                    push);
            // The ingest writes down who wanted the version; what was drawn is written down here.
            transactions.executeWithoutResult(status -> audit.append(
                    user.id(),
                    "camera.view.drawn",
                    "camera:" + account + "/" + gateway + "/" + camera,
                    facts(wanted, version, push)));
            return new Saved(Outcome.SAVED, "", List.of(), drawing(now, camera));
        } catch (ViewText.Unsafe unsafe) {
            return new Saved(Outcome.UNSAFE, "", List.of(), null);
        } catch (Twins.Refused refused) {
            return new Saved(
                    refused.isConflict() ? Outcome.CONFLICT : Outcome.REFUSED,
                    String.valueOf(refused.getMessage()),
                    List.of(),
                    null);
        }
    }

    private static Map<String, String> facts(Map<String, List<Object>> view, long version, boolean push) {
        var facts = new LinkedHashMap<String, String>();
        view.forEach((key, value) -> facts.put(key, Integer.toString(value.size())));
        facts.put("replaces", Long.toString(version));
        facts.put("push", Boolean.toString(push));
        return facts;
    }

    private static Drawing drawing(Twins.Twin twin, String camera) {
        Twins.Desired desired = twin.desired();
        if (desired == null) {
            return locked("nothing-desired");
        }
        Twins.Push push = twin.push();
        try {
            return new Drawing(
                    desired.version(),
                    ViewText.read(desired.yaml(), camera),
                    null,
                    twin.drift(),
                    push == null ? "NONE" : push.state(),
                    push == null || push.detail() == null ? "" : push.detail(),
                    push == null || push.problems() == null ? List.of() : push.problems(),
                    ViewText.posture(desired.yaml(), camera));
        } catch (ViewText.Unsafe unsafe) {
            return locked(unsafe.reason());
        }
    }

    private static Drawing locked(String why) {
        return new Drawing(0, NOTHING, why, false, "NONE", "", List.of(), null);
    }
}
