package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.VietnameseText;
import vn.trangtien.platform.text.Words;

/**
 * Says who may sign for a unit on a day, in which capacity and why: a function of the tree and the book, without clock and database.
 *
 * <p>Source: Decree 30/2020, article 13. The head signs everything (1); in the name of the body where one decides together (2); deputies what the head has given
 * them (1, 2); heads of subordinate units by mandate, in writing, limited in time and matter, not to be passed on (3), or by order, which they may pass on to
 * a deputy (4). A delegation ends with the post of who gave it or of who has it.
 */
public final class Signatories {

    static final String BUNDLE = "i18n.organisation";

    private final Organisation organisation;
    private final OfficeBook book;

    public Signatories(Organisation organisation, OfficeBook book) {
        this.organisation = organisation;
        this.book = book;
    }

    /** Everybody who may sign for the unit on that day, the head first; empty if the unit does not exist then. */
    public List<SigningRight> on(String unitCode, LocalDate day) {
        return organisation.find(unitCode, day).map(unit -> rights(unit, day)).orElse(List.of());
    }

    /**
     * Whether a person may sign.
     *
     * @param documentType abbreviation of the type, for instance {@code QĐ}; empty if it does not matter
     */
    public SigningVerdict judge(String unitCode, LocalDate day, String personId, String documentType) {
        Optional<Unit> unit = organisation.find(unitCode, day);
        if (unit.isEmpty()) {
            return new SigningVerdict.MayNot(List.of(say("verdict.no-unit", unitCode, day)));
        }
        List<SigningRight> own = rights(unit.get(), day).stream()
                .filter(right -> right.appointment().person().id().equals(personId))
                .toList();
        List<SigningRight> fitting = own.stream()
                .filter(right -> documentType.isEmpty()
                        || right.documentTypes().isEmpty()
                        || right.documentTypes().contains(documentType))
                .toList();
        if (!fitting.isEmpty()) {
            return new SigningVerdict.May(fitting);
        }
        var reasons = new ArrayList<Sentence>();
        own.forEach(right ->
                reasons.add(say("verdict.type", documentType, String.join(", ", sorted(right.documentTypes())))));
        if (own.isEmpty()) {
            reasons.addAll(new Refusal(organisation, book, unit.get(), day).reasons(personId));
        }
        return new SigningVerdict.MayNot(reasons);
    }

    private List<SigningRight> rights(Unit unit, LocalDate day) {
        var rights = new ArrayList<SigningRight>();
        List<Appointment> heads = book.heads(unit, day);
        for (Appointment head : heads) {
            both(rights, unit, day, headRight(unit, head, day));
        }
        for (Appointment deputy : book.deputies(unit, day)) {
            if (heads.isEmpty() && deputy.standing() == Appointment.Standing.IN_CHARGE) {
                both(
                        rights,
                        unit,
                        day,
                        deputyRight(
                                unit,
                                deputy,
                                day,
                                "",
                                Set.of(),
                                say(
                                        "sign.in-charge",
                                        words(unit),
                                        deputy.decision().number())));
            }
            for (Delegation given : given(heads, deputy, Delegation.Kind.KT, day)) {
                both(
                        rights,
                        unit,
                        day,
                        deputyRight(unit, deputy, day, given.scope(), given.documentTypes(), reason("sign.kt", given)));
            }
        }
        for (Appointment head : heads) {
            for (Delegation order : book.delegationsBy(head.id())) {
                if (order.kind() != Delegation.Kind.KT && order.isValidOn(day)) {
                    subordinate(rights, unit, order, day);
                }
            }
        }
        return List.copyOf(rights);
    }

    /** Where a body decides together, its head signs its documents (TM.) and those of the own office. */
    private void both(List<SigningRight> rights, Unit unit, LocalDate day, SigningRight own) {
        rights.add(own);
        book.collectiveOf(unit, day).ifPresent(collective -> {
            var capacities = new ArrayList<>(List.of(SigningCapacity.TM));
            capacities.addAll(own.capacities());
            var lines = new ArrayList<>(List.of(SigningCapacity.TM.text() + " " + capitals(collective.nameVi())));
            lines.addAll(own.lines());
            var reasons = new ArrayList<>(own.reasons());
            reasons.add(say("sign.collective", new Words(collective.nameVi(), collective.nameEn())));
            rights.add(new SigningRight(
                    own.appointment(), capacities, lines, true, own.scope(), own.documentTypes(), reasons));
        });
    }

    private SigningRight headRight(Unit unit, Appointment head, LocalDate day) {
        boolean acting = head.standing() == Appointment.Standing.ACTING;
        String title = title(head, unit, day);
        return new SigningRight(
                head,
                acting ? List.of(SigningCapacity.Q) : List.of(),
                List.of(acting ? SigningCapacity.Q.text() + " " + title : title),
                false,
                "",
                Set.of(),
                List.of(holds(head, unit, day), say(acting ? "sign.acting" : "sign.head")));
    }

    private SigningRight deputyRight(
            Unit unit, Appointment deputy, LocalDate day, String scope, Set<String> types, Sentence reason) {
        return new SigningRight(
                deputy,
                List.of(SigningCapacity.KT),
                List.of(SigningCapacity.KT.text() + " " + headTitle(unit, day), title(deputy, unit, day)),
                false,
                scope,
                types,
                List.of(holds(deputy, unit, day), reason));
    }

    /** By order or by mandate, and for an order the deputies to whom it was passed on. */
    private void subordinate(List<SigningRight> rights, Unit unit, Delegation order, LocalDate day) {
        Optional<Appointment> grantee = book.appointment(order.grantee()).filter(one -> one.isValidOn(day));
        Optional<Unit> below = grantee.flatMap(one -> organisation.find(one.unitCode(), day))
                .filter(one -> organisation.isWithin(one.code(), unit.code(), day));
        if (below.isEmpty() || book.rankOf(grantee.get(), below.get(), day) != Position.Rank.HEAD) {
            return;
        }
        boolean byOrder = order.kind() == Delegation.Kind.TL;
        SigningCapacity capacity = byOrder ? SigningCapacity.TL : SigningCapacity.TUQ;
        String first = capacity.text() + " " + headTitle(unit, day);
        Appointment head = grantee.get();
        rights.add(new SigningRight(
                head,
                List.of(capacity),
                List.of(first, signedTitle(head, below.get(), day)),
                false,
                order.scope(),
                order.documentTypes(),
                List.of(holds(head, below.get(), day), reason(byOrder ? "sign.tl" : "sign.tuq", order))));
        if (!byOrder) {
            return;
        }
        for (Appointment deputy : book.deputies(below.get(), day)) {
            for (Delegation passedOn : book.delegationsTo(deputy.id())) {
                if (Long.valueOf(order.id()).equals(passedOn.through())
                        && passedOn.grantor() == head.id()
                        && passedOn.isValidOn(day)) {
                    rights.add(new SigningRight(
                            deputy,
                            List.of(SigningCapacity.TL, SigningCapacity.KT),
                            List.of(
                                    first,
                                    SigningCapacity.KT.text() + " " + signedTitle(head, below.get(), day),
                                    title(deputy, below.get(), day)),
                            false,
                            passedOn.scope(),
                            passedOn.documentTypes().isEmpty() ? order.documentTypes() : passedOn.documentTypes(),
                            List.of(
                                    holds(deputy, below.get(), day),
                                    reason("sign.tl", order),
                                    reason("sign.tl.passed-on", passedOn))));
                }
            }
        }
    }

    private List<Delegation> given(List<Appointment> heads, Appointment to, Delegation.Kind kind, LocalDate day) {
        return book.delegationsTo(to.id()).stream()
                .filter(one -> one.kind() == kind && one.through() == null && one.isValidOn(day))
                .filter(one -> heads.stream().anyMatch(head -> head.id() == one.grantor()))
                .toList();
    }

    private Sentence holds(Appointment appointment, Unit unit, LocalDate day) {
        Words post = book.position(appointment.positionCode(), unit, day)
                .map(position -> new Words(position.nameVi(), position.nameEn()))
                .orElseThrow();
        return say(
                "sign.holds",
                appointment.person().name(),
                post,
                words(unit),
                appointment.validFrom(),
                appointment.decision().number(),
                appointment.decision().date());
    }

    private static Sentence reason(String key, Delegation given) {
        LocalDate last = given.lastDay();
        Object until = last == null ? say("sign.no-end") : say("sign.until", last);
        return say(key, given.decision().number(), given.decision().date(), given.validFrom(), until, given.scope());
    }

    private String headTitle(Unit unit, LocalDate day) {
        return book.positionsOf(unit, day).stream()
                .filter(position -> position.rank() == Position.Rank.HEAD)
                .findFirst()
                .map(position -> capitals(position.nameVi()))
                .orElseThrow();
    }

    private String title(Appointment appointment, Unit unit, LocalDate day) {
        return capitals(book.position(appointment.positionCode(), unit, day)
                .orElseThrow()
                .nameVi());
    }

    private String signedTitle(Appointment head, Unit unit, LocalDate day) {
        Position position = book.position(head.positionCode(), unit, day).orElseThrow();
        return capitals(position.signsWithUnit() ? position.nameVi() + " " + unit.nameVi() : position.nameVi());
    }

    private static List<String> sorted(Set<String> types) {
        return types.stream().sorted(VietnameseText.order()).toList();
    }

    private static Words words(Unit unit) {
        return new Words(unit.nameVi(), unit.nameEn());
    }

    private static String capitals(String text) {
        return VietnameseText.nfc(text).toUpperCase(Locale.ROOT);
    }

    private static Sentence say(String key, Object... arguments) {
        return Sentence.of(BUNDLE, key, arguments);
    }
}
