package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.batch.BadLines;
import vn.trangtien.ingest.batch.Batches;
import vn.trangtien.ingest.batch.Label;
import vn.trangtien.ingest.enrolment.Door;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Many gateways from one table, and a sheet of labels for them. */
@Controller
@RequestMapping("/batches")
class BatchPages {

    /** More mistakes than a person reads at a time. */
    private static final int MOST_SHOWN = 100;

    private final Batches batches;
    private final Door door;

    BatchPages(Batches batches, Door door) {
        this.batches = batches;
        this.door = door;
    }

    @GetMapping
    String list(Model model, CurrentUser user) {
        return list(model, user, "hue", "");
    }

    /** The codes are in the answer itself and nowhere else, so there is no redirect. */
    @PostMapping
    String register(
            @RequestParam String account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam MultipartFile table,
            Model model,
            CurrentUser user,
            HttpServletResponse response)
            throws IOException {
        String csv = new String(table.getBytes(), StandardCharsets.UTF_8);
        try {
            if (dryRun) {
                model.addAttribute("checked", batches.check(account, csv));
                return list(model, user, account, name);
            }
            return labels(batches.register(account, name, csv, user.id()), model, response);
        } catch (BadLines bad) {
            model.addAttribute(
                    "problems", bad.problems().stream().limit(MOST_SHOWN).toList());
            model.addAttribute("more", Math.max(0, bad.problems().size() - MOST_SHOWN));
        } catch (IllegalArgumentException malformed) {
            model.addAttribute(
                    "problems", List.of(BadLines.Problem.foreign(0, "", "", String.valueOf(malformed.getMessage()))));
            model.addAttribute("more", 0);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(model, user, account, name);
    }

    @PostMapping("/{id}/codes")
    String newCodes(@PathVariable long id, Model model, CurrentUser user, HttpServletResponse response) {
        Batches.Batch batch = batches.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return labels(batches.newCodes(batch, user.id()), model, response);
    }

    private String labels(Batches.Issued issued, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("batch", issued.batch());
        model.addAttribute("labels", Label.of(issued.invited(), door));
        model.addAttribute("door", door);
        return "ingest/labels";
    }

    private String list(Model model, CurrentUser user, String account, String name) {
        model.addAttribute("batches", batches.all());
        model.addAttribute("account", account);
        model.addAttribute("name", name);
        model.addAttribute("mayChange", user.is(Role.TECHNICIAN) || user.is(Role.ADMIN));
        return "ingest/batches";
    }
}
