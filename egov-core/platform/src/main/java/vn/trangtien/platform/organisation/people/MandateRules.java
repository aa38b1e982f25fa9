package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.Words;

/** What an appointment or a delegation must fulfil. Pure. */
final class MandateRules {

    private final Organisation organisation;
    private final OfficeBook book;

    MandateRules(Organisation organisation, OfficeBook book) {
        this.organisation = organisation;
        this.book = book;
    }

    /** Why a person cannot be appointed so; empty if nothing stands in the way. */
    List<Sentence> problems(Appointment wanted) {
        var problems = new ArrayList<Sentence>();
        LocalDate from = wanted.validFrom();
        Optional<Unit> unit = organisation.find(wanted.unitCode(), from);
        if (unit.isEmpty()) {
            return List.of(say("mandate.problem.unit", wanted.unitCode(), from));
        }
        Optional<Position> position = book.position(wanted.positionCode(), unit.get(), from);
        if (position.isEmpty()) {
            return List.of(say("mandate.problem.position", wanted.positionCode(), words(unit.get())));
        }
        afterDecision(wanted.decision(), from, problems);
        boolean head = position.get().rank() == Position.Rank.HEAD;
        if (wanted.standing() == Appointment.Standing.ACTING && !head) {
            problems.add(say("mandate.problem.acting"));
        }
        if (wanted.standing() == Appointment.Standing.IN_CHARGE
                && position.get().rank() != Position.Rank.DEPUTY) {
            problems.add(say("mandate.problem.in-charge"));
        }
        for (Appointment other : book.appointmentsOf(wanted.unitCode())) {
            if (overlap(wanted, other) && other.positionCode().equals(wanted.positionCode())) {
                boolean same = other.person().id().equals(wanted.person().id());
                if (same || head) {
                    problems.add(say(
                            same ? "mandate.problem.twice" : "mandate.problem.head-taken",
                            other.person().name(),
                            other.validFrom()));
                }
            }
        }
        return List.copyOf(problems);
    }

    /** Why a delegation cannot be given; empty if nothing stands in the way. */
    List<Sentence> problems(Delegation wanted) {
        Optional<Appointment> grantor = book.appointment(wanted.grantor());
        Optional<Appointment> grantee = book.appointment(wanted.grantee());
        if (grantor.isEmpty() || grantee.isEmpty()) {
            return List.of(say("mandate.problem.appointment"));
        }
        LocalDate from = wanted.validFrom();
        Optional<Unit> unit = organisation.find(grantor.get().unitCode(), from);
        Optional<Unit> other = organisation.find(grantee.get().unitCode(), from);
        if (unit.isEmpty() || other.isEmpty()) {
            return List.of(say(
                    "mandate.problem.unit",
                    unit.isEmpty() ? grantor.get().unitCode() : grantee.get().unitCode(),
                    from));
        }
        var problems = new ArrayList<Sentence>();
        afterDecision(wanted.decision(), from, problems);
        within(wanted, grantor.get(), problems);
        within(wanted, grantee.get(), problems);
        if (book.rankOf(grantor.get(), unit.get(), from) != Position.Rank.HEAD) {
            problems.add(say("mandate.problem.grantor", grantor.get().person().name(), words(unit.get())));
        }
        if (wanted.scope().isBlank()) {
            problems.add(say("mandate.problem.scope"));
        }
        Position.Rank rank = book.rankOf(grantee.get(), other.get(), from);
        if (wanted.kind() == Delegation.Kind.KT) {
            deputy(wanted, unit.get(), other.get(), rank, problems);
        } else {
            below(wanted, unit.get(), other.get(), rank, problems);
        }
        return List.copyOf(problems);
    }

    private void deputy(Delegation wanted, Unit unit, Unit other, Position.Rank rank, List<Sentence> problems) {
        if (!unit.code().equals(other.code()) || rank != Position.Rank.DEPUTY) {
            problems.add(say("mandate.problem.deputy", words(unit)));
        }
        Long through = wanted.through();
        if (through != null) {
            boolean own = book.delegation(through)
                    .filter(order -> order.kind() == Delegation.Kind.TL)
                    .filter(order -> order.grantee() == wanted.grantor())
                    .filter(order -> order.isValidOn(wanted.validFrom()))
                    .isPresent();
            if (!own) {
                problems.add(say("mandate.problem.through"));
            }
        }
    }

    private void below(Delegation wanted, Unit unit, Unit other, Position.Rank rank, List<Sentence> problems) {
        boolean subordinate = !unit.code().equals(other.code())
                && organisation.isWithin(other.code(), unit.code(), wanted.validFrom());
        if (!subordinate || rank != Position.Rank.HEAD) {
            problems.add(say("mandate.problem.subordinate", words(unit)));
        }
        if (wanted.through() != null) {
            problems.add(say("mandate.problem.through"));
        }
        if (wanted.kind() == Delegation.Kind.TUQ && wanted.validTo() == null) {
            problems.add(say("mandate.problem.mandate-end"));
        }
        if (wanted.kind() == Delegation.Kind.TL && wanted.documentTypes().isEmpty()) {
            problems.add(say("mandate.problem.order-types"));
        }
    }

    /** Why something cannot end on that day; empty if it can. */
    static List<Sentence> problems(LocalDate validFrom, @Nullable LocalDate lastDay, Ending wanted) {
        var problems = new ArrayList<Sentence>();
        if (wanted.lastDay().isBefore(validFrom.minusDays(1))) {
            problems.add(say("mandate.problem.end-early", validFrom.minusDays(1)));
        }
        if (lastDay != null && !wanted.lastDay().isBefore(lastDay)) {
            problems.add(say("mandate.problem.end-late", lastDay));
        }
        if (wanted.reason().isBlank()) {
            problems.add(say("mandate.problem.reason"));
        }
        return List.copyOf(problems);
    }

    private static void afterDecision(Decision decision, LocalDate from, List<Sentence> problems) {
        if (from.isBefore(decision.date())) {
            problems.add(say("mandate.problem.before-decision", from, decision.number(), decision.date()));
        }
    }

    private static void within(Delegation wanted, Appointment appointment, List<Sentence> problems) {
        LocalDate last = appointment.lastDay();
        LocalDate to = wanted.validTo();
        boolean starts = appointment.isValidOn(wanted.validFrom());
        boolean ends = last == null || to == null || !to.isAfter(last);
        if (!starts || !ends) {
            problems.add(say(
                    "mandate.problem.outside",
                    appointment.person().name(),
                    appointment.validFrom(),
                    last == null ? say("sign.no-end") : say("sign.until", last)));
        }
    }

    private static boolean overlap(Appointment one, Appointment other) {
        return startsBeforeEnd(one.validFrom(), other.lastDay()) && startsBeforeEnd(other.validFrom(), one.lastDay());
    }

    private static boolean startsBeforeEnd(LocalDate from, @Nullable LocalDate lastDay) {
        return lastDay == null || !from.isAfter(lastDay);
    }

    private static Words words(Unit unit) {
        return new Words(unit.nameVi(), unit.nameEn());
    }

    private static Sentence say(String key, Object... arguments) {
        return Sentence.of(Signatories.BUNDLE, key, arguments);
    }
}
