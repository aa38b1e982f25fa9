package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.batch.Batches;
import vn.trangtien.ingest.batch.Label;
import vn.trangtien.ingest.bridge.Bridge;
import vn.trangtien.ingest.conservation.Auditor;
import vn.trangtien.ingest.conservation.Conservation;
import vn.trangtien.ingest.deadletters.DeadLetters;
import vn.trangtien.ingest.enrolment.Approvals;
import vn.trangtien.ingest.enrolment.Boards;
import vn.trangtien.ingest.enrolment.Certificates;
import vn.trangtien.ingest.enrolment.Code;
import vn.trangtien.ingest.enrolment.Door;
import vn.trangtien.ingest.enrolment.GatewayAdministration;
import vn.trangtien.ingest.frontdoor.FrontDoor;
import vn.trangtien.ingest.objects.ObjectMoving;
import vn.trangtien.ingest.objects.ObjectUpkeep;
import vn.trangtien.ingest.processing.Processing;
import vn.trangtien.ingest.processing.SenderAccounts;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayExists;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** Gateways for technicians: who is there, one gateway's own words, and a code for a new one. */
@Controller
class GatewayPages {

    private final Registry registry;
    private final GatewayAdministration administration;
    private final Auditor auditor;
    private final SenderAccounts senders;
    private final ObjectProvider<FrontDoor> front;
    private final DeadLetters letters;
    private final Bridge bridge;
    private final Processing processing;
    private final ObjectUpkeep upkeep;
    private final ObjectProvider<ObjectMoving> bucket;
    private final Door door;
    private final Boards boards;
    private final Approvals approvals;
    private final Certificates certificates;
    private final Clock clock;

    GatewayPages(
            Registry registry,
            GatewayAdministration administration,
            Auditor auditor,
            SenderAccounts senders,
            ObjectProvider<FrontDoor> front,
            DeadLetters letters,
            Bridge bridge,
            Processing processing,
            ObjectUpkeep upkeep,
            ObjectProvider<ObjectMoving> bucket,
            Door door,
            Boards boards,
            Approvals approvals,
            Certificates certificates,
            Clock clock) {
        this.boards = boards;
        this.approvals = approvals;
        this.certificates = certificates;
        this.clock = clock;
        this.registry = registry;
        this.administration = administration;
        this.auditor = auditor;
        this.senders = senders;
        this.front = front;
        this.letters = letters;
        this.bridge = bridge;
        this.processing = processing;
        this.upkeep = upkeep;
        this.bucket = bucket;
        this.door = door;
    }

    @GetMapping({"/", "/gateways"})
    String list(Model model, CurrentUser user) {
        return list(model, user, GatewayForm.empty());
    }

    @GetMapping("/gateways/{account}/{gateway}")
    String show(@PathVariable String account, @PathVariable String gateway, Model model, CurrentUser user) {
        Gateway known = find(account, gateway);
        model.addAttribute("gateway", known);
        model.addAttribute("board", boards.of(known.id()).orElse(null));
        model.addAttribute("waiting", approvals.waiting(known.id()).orElse(null));
        model.addAttribute("certificates", certificates.of(known.id()));
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayApprove", EnrolmentPages.mayApprove(user));
        model.addAttribute("mayChange", mayChange(user) && known.enrolment() != EnrolmentState.RETIRED);
        return "ingest/gateway";
    }

    /** The code is in the answer itself and nowhere else, so there is no redirect. */
    @PostMapping("/gateways")
    String create(
            @Valid @ModelAttribute("gatewayForm") GatewayForm form,
            BindingResult binding,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        if (form.hasHalfAPosition()) {
            binding.rejectValue("lon", "gateway.form.half-position");
        }
        if (!binding.hasErrors()) {
            try {
                Code code = administration.register(form.checked(), user.id());
                return showCode(form.gateway(), code, find(form.account(), form.gateway()), model, response);
            } catch (GatewayExists taken) {
                binding.rejectValue("gateway", "gateway.form.taken");
            } catch (IllegalArgumentException reserved) {
                binding.rejectValue("gateway", "gateway.form.reserved");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(model, user, form);
    }

    @PostMapping("/gateways/{account}/{gateway}/codes")
    String newCode(
            @PathVariable String account,
            @PathVariable String gateway,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        Gateway known = find(account, gateway);
        return showCode(gateway, administration.newCode(known.id(), user.id()), known, model, response);
    }

    @PostMapping("/gateways/{account}/{gateway}/deactivate")
    String deactivate(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        administration.deactivate(find(account, gateway).id(), user.id());
        Notes.leave(response, "gateway.deactivated");
        return "redirect:/gateways/" + account + "/" + gateway;
    }

    @PostMapping("/gateways/{account}/{gateway}/activate")
    String activate(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        administration.activate(find(account, gateway).id(), user.id());
        Notes.leave(response, "gateway.activated");
        return "redirect:/gateways/" + account + "/" + gateway;
    }

    @PostMapping("/gateways/{account}/{gateway}/revoke")
    String revoke(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        administration.revokeCertificates(find(account, gateway).id(), user.id());
        Notes.leave(response, "gateway.revoked");
        return "redirect:/gateways/" + account + "/" + gateway;
    }

    private String list(Model model, CurrentUser user, GatewayForm form) {
        model.addAttribute("gateways", registry.all());
        model.addAttribute("waiting", approvals.waiting());
        model.addAttribute("mayApprove", EnrolmentPages.mayApprove(user));
        if (!model.containsAttribute("gatewayForm")) {
            model.addAttribute("gatewayForm", form);
        }
        model.addAttribute("mayChange", mayChange(user));
        model.addAttribute("account", account().orElse(null));
        model.addAttribute("jurisdictions", senders.jurisdictions());
        FrontDoor embedded = front.getIfAvailable();
        model.addAttribute(
                "frontTrouble", embedded == null ? null : embedded.trouble().orElse(null));
        model.addAttribute("replayed", letters.counts().replayed());
        model.addAttribute("bridgeTrouble", bridge.trouble().orElse(null));
        model.addAttribute("processingTrouble", processing.trouble().orElse(null));
        model.addAttribute("overdueObjects", upkeep.overdue().orElse(null));
        ObjectMoving moving = bucket.getIfAvailable();
        model.addAttribute(
                "bucketTrouble", moving == null ? null : moving.trouble().orElse(null));
        return "ingest/gateways";
    }

    private String showCode(String name, Code code, Gateway gateway, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("gateway", gateway);
        model.addAttribute("code", code);
        model.addAttribute("label", Label.of(new Batches.Invited(gateway, code), door));
        model.addAttribute("door", door);
        model.addAttribute("command", "sudo trangtien-gateway enrol '%s'".formatted(door.label(name, code.text())));
        return "ingest/code";
    }

    private Optional<Conservation> account() {
        try {
            return Optional.of(auditor.audit());
        } catch (Auditor.Unaudited unreachable) {
            return Optional.empty();
        }
    }

    private Gateway find(String account, String gateway) {
        return GatewayId.of(account, gateway)
                .flatMap(registry::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static boolean mayChange(CurrentUser user) {
        return user.is(Role.TECHNICIAN) || user.is(Role.ADMIN);
    }
}
