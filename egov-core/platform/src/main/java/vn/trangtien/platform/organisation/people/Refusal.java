package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.Words;

/** Finds out why somebody may not sign for a unit on a day. */
final class Refusal {

    private final Organisation organisation;
    private final OfficeBook book;
    private final Unit unit;
    private final LocalDate day;

    Refusal(Organisation organisation, OfficeBook book, Unit unit, LocalDate day) {
        this.organisation = organisation;
        this.book = book;
        this.unit = unit;
        this.day = day;
    }

    List<Sentence> reasons(String personId) {
        var reasons = new ArrayList<Sentence>();
        for (Appointment appointment : book.appointmentsOfPerson(personId)) {
            if (organisation.codesDownTo(appointment.unitCode(), day).contains(unit.code())) {
                about(appointment, reasons);
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(say("verdict.no-post", personId, words(unit), day));
        }
        return reasons;
    }

    private void about(Appointment appointment, List<Sentence> reasons) {
        LocalDate last = appointment.lastDay();
        if (day.isBefore(appointment.validFrom())) {
            reasons.add(say("verdict.not-yet", appointment.person().name(), appointment.validFrom()));
        } else if (last != null && day.isAfter(last)) {
            reasons.add(say("verdict.left", appointment.person().name(), last));
        } else {
            delegations(appointment, reasons);
        }
    }

    private void delegations(Appointment appointment, List<Sentence> reasons) {
        List<Delegation> given = book.delegationsTo(appointment.id());
        for (Delegation one : given) {
            LocalDate last = one.lastDay();
            if (day.isBefore(one.validFrom())) {
                reasons.add(say("verdict.delegation-later", one.decision().number(), one.validFrom()));
            } else if (last != null && day.isAfter(last)) {
                reasons.add(say("verdict.delegation-over", one.decision().number(), last));
            } else {
                Optional<Appointment> grantor = book.appointment(one.grantor());
                grantor.filter(head -> !head.isValidOn(day))
                        .ifPresent(head -> reasons.add(say(
                                "verdict.grantor-left",
                                one.decision().number(),
                                head.person().name())));
            }
        }
        if (given.isEmpty()) {
            reasons.add(say("verdict.no-delegation", appointment.person().name(), words(unit)));
        }
    }

    private static Words words(Unit unit) {
        return new Words(unit.nameVi(), unit.nameEn());
    }

    private static Sentence say(String key, Object... arguments) {
        return Sentence.of(Signatories.BUNDLE, key, arguments);
    }
}
