package vn.trangtien.platform.oversight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.privacy.AccessRecords;
import vn.trangtien.platform.privacy.Consents;
import vn.trangtien.platform.privacy.PrivacyRules;
import vn.trangtien.platform.privacy.SubjectExport;
import vn.trangtien.platform.privacy.SubjectId;
import vn.trangtien.platform.web.Notes;

/** What a person may know of his own data: who looked at them and why, what he agreed to, and all of it as a file. */
@Controller
class MyDataPages {

    /** One look at the data. */
    record Look(String at, String kind, String reader, String fields, String purpose, String basis, String reason) {}

    /** One purpose that was agreed to or taken back. */
    record Agreed(String purpose, String name, boolean given, String at) {}

    private static final int NEWEST = 200;
    private static final String PURPOSE = "subject-request";

    private final SubjectOfUser subjects;
    private final AccessRecords records;
    private final Consents consents;
    private final PrivacyRules rules;
    private final SubjectExport export;
    private final Accounts accounts;
    private final Clock clock;

    MyDataPages(
            SubjectOfUser subjects,
            AccessRecords records,
            Consents consents,
            PrivacyRules rules,
            SubjectExport export,
            Accounts accounts,
            Clock clock) {
        this.subjects = subjects;
        this.records = records;
        this.consents = consents;
        this.rules = rules;
        this.export = export;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/my-data")
    String show(CurrentUser user, Locale locale, Model model) {
        SubjectId subject = subjects.of(user);
        model.addAttribute(
                "looks",
                records.of(subject, NEWEST).stream()
                        .map(access -> look(access, locale))
                        .toList());
        model.addAttribute("consents", agreed(subject, locale));
        model.addAttribute("most", NEWEST);
        return "platform/my-data";
    }

    @PostMapping("/my-data/consents/withdraw")
    String withdraw(@RequestParam String purpose, CurrentUser user, HttpServletResponse response) {
        SubjectId subject = subjects.of(user);
        if (!consents.isGiven(subject, purpose)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        consents.withdraw(subject, purpose, "my-data", user.id());
        Notes.leave(response, "oversight.own.withdrawn");
        return "redirect:/my-data";
    }

    /** A form, not a link, because it is recorded. */
    @PostMapping("/my-data/export")
    void export(CurrentUser user, HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\"");
        export.write(subjects.of(user), user.id(), PURPOSE, response.getOutputStream());
    }

    private Look look(AccessRecords.Access access, Locale locale) {
        return new Look(
                Moments.shown(access.at()),
                access.kind().name(),
                accounts.find(access.reader()).map(CurrentUser::displayName).orElse(access.reader()),
                access.fields().stream().map(code -> fieldName(code, locale)).collect(Collectors.joining(", ")),
                purposeName(access.purpose(), locale),
                access.basis(),
                access.reason());
    }

    /** The newest decision about each purpose. */
    private List<Agreed> agreed(SubjectId subject, Locale locale) {
        Map<String, Agreed> newest = new LinkedHashMap<>();
        for (Consents.Consent consent : consents.of(subject)) {
            newest.put(
                    consent.purpose(),
                    new Agreed(
                            consent.purpose(),
                            purposeName(consent.purpose(), locale),
                            consent.given(),
                            Moments.shown(consent.at())));
        }
        return List.copyOf(newest.values());
    }

    private String fieldName(String code, Locale locale) {
        return rules.field(code).map(field -> field.name(locale)).orElse(code);
    }

    private String purposeName(String code, Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DatabaseAutoConfiguration.ZONE);
        return rules.purpose(code, today).map(purpose -> purpose.name(locale)).orElse(code);
    }
}
