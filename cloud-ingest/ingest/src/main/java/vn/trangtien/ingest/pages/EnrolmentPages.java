package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.enrolment.Approvals;
import vn.trangtien.ingest.enrolment.GatewayAdministration;
import vn.trangtien.ingest.enrolment.NothingWaits;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.IllegalMove;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** What people decide about devices on the pages; each deed leads back to the gateway's page. */
@Controller
@RequestMapping("/gateways/{account}/{gateway}")
class EnrolmentPages {

    /** Something that may no longer be possible because somebody was faster. */
    @FunctionalInterface
    private interface Deed {
        void on(GatewayId gateway);
    }

    private final Approvals approvals;
    private final GatewayAdministration administration;

    EnrolmentPages(Approvals approvals, GatewayAdministration administration) {
        this.approvals = approvals;
        this.administration = administration;
    }

    /** Whoever lets a device in is not the one who put it up. */
    static boolean mayApprove(CurrentUser user) {
        return user.is(Role.OPERATOR) || user.is(Role.ADMIN);
    }

    @PostMapping("/approve")
    String approve(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestParam String hardwareId,
            CurrentUser user,
            HttpServletResponse response) {
        return deed(account, gateway, "gateway.approved", response, id -> approvals.approve(id, hardwareId, user.id()));
    }

    @PostMapping("/refuse")
    String refuse(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestParam String hardwareId,
            CurrentUser user,
            HttpServletResponse response) {
        return deed(account, gateway, "gateway.refused", response, id -> approvals.refuse(id, hardwareId, user.id()));
    }

    @PostMapping("/approval")
    String requireApproval(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestParam boolean required,
            CurrentUser user,
            HttpServletResponse response) {
        return deed(
                account,
                gateway,
                required ? "gateway.approval-on" : "gateway.approval-off",
                response,
                id -> administration.requireApproval(id, required, user.id()));
    }

    @PostMapping("/retire")
    String retire(
            @PathVariable String account,
            @PathVariable String gateway,
            CurrentUser user,
            HttpServletResponse response) {
        return deed(account, gateway, "gateway.retired", response, id -> administration.retire(id, user.id()));
    }

    private static String deed(String account, String gateway, String note, HttpServletResponse response, Deed deed) {
        GatewayId id =
                GatewayId.of(account, gateway).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            deed.on(id);
            Notes.leave(response, note);
        } catch (NothingWaits | IllegalMove somebodyWasFaster) {
            Notes.leave(response, "gateway.too-late");
        }
        return "redirect:/gateways/" + account + "/" + gateway;
    }
}
