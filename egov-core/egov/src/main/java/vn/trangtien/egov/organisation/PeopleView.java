package vn.trangtien.egov.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;
import vn.trangtien.platform.organisation.people.Appointment;
import vn.trangtien.platform.organisation.people.Delegation;
import vn.trangtien.platform.organisation.people.OfficeBook;
import vn.trangtien.platform.organisation.people.Offices;
import vn.trangtien.platform.organisation.people.Position;
import vn.trangtien.platform.text.VietnameseText;

/** Posts, people and signing rights of a unit as the page shows them. */
@Component
class PeopleView {

    /** A post and who holds it. */
    record Post(String code, String name, List<Holder> holders) {}

    /** One appointment. */
    record Holder(
            long id,
            String name,
            String person,
            String post,
            String standing,
            LocalDate from,
            @Nullable LocalDate to,
            String decision,
            LocalDate decisionDate,
            @Nullable String endReason,
            boolean mayEnd) {}

    /** One right to sign, with the lines above the signature. */
    record Signing(
            String name, List<String> lines, boolean forCollective, String scope, String types, List<String> reasons) {}

    /** One delegation; state is {@code now}, {@code later} or {@code over}. */
    record Given(
            long id,
            String kind,
            String from,
            String to,
            String scope,
            String types,
            LocalDate first,
            @Nullable LocalDate last,
            String decision,
            LocalDate decisionDate,
            String state,
            boolean mayEnd) {}

    /** Somebody or something to choose in a form. */
    record Choice(String value, String label) {}

    /** What the forms offer: heads who give, deputies and heads below who get, orders that can be passed on, posts. */
    record Choices(List<Choice> grantors, List<Choice> grantees, List<Choice> orders, List<Choice> posts) {}

    private final Organisation organisation;
    private final Offices offices;
    private final OrganisationRights rights;

    PeopleView(Organisation organisation, Offices offices, OrganisationRights rights) {
        this.organisation = organisation;
        this.offices = offices;
        this.rights = rights;
    }

    List<Post> posts(Unit unit, LocalDate day, LocalDate today, CurrentUser user, Locale locale) {
        OfficeBook book = offices.book();
        return book.positionsOf(unit, day).stream()
                .map(position -> new Post(
                        position.code(),
                        position.name(locale),
                        book.appointmentsOf(unit.code()).stream()
                                .filter(one -> one.positionCode().equals(position.code()) && one.isValidOn(day))
                                .map(one ->
                                        holder(one, unit, day, rights.mayEdit(user) && one.isValidOn(today), locale))
                                .toList()))
                .toList();
    }

    /** Appointments that have ended or not begun by the day. */
    List<Holder> past(Unit unit, LocalDate day, Locale locale) {
        return offices.book().appointmentsOf(unit.code()).stream()
                .filter(one -> !one.isValidOn(day))
                .map(one -> holder(one, unit, day, false, locale))
                .toList();
    }

    private Holder holder(Appointment one, Unit unit, LocalDate day, boolean mayEnd, Locale locale) {
        var ending = one.ending();
        return new Holder(
                one.id(),
                one.person().name(),
                one.person().id(),
                offices.book()
                        .position(one.positionCode(), unit, day)
                        .map(position -> position.name(locale))
                        .orElse(one.positionCode()),
                one.standing().name(),
                one.validFrom(),
                one.lastDay(),
                one.decision().number(),
                one.decision().date(),
                ending == null ? null : ending.reason(),
                mayEnd);
    }

    List<Signing> signing(Unit unit, LocalDate day, Locale locale) {
        return offices.signatories().on(unit.code(), day).stream()
                .map(right -> new Signing(
                        right.appointment().person().name(),
                        right.lines(),
                        right.forCollective(),
                        right.scope(),
                        types(right.documentTypes()),
                        right.reasons().stream()
                                .map(reason -> reason.in(locale))
                                .toList()))
                .toList();
    }

    /** What people of the unit gave, and what they got from units above; that of today first. */
    List<Given> delegations(Unit unit, LocalDate day, LocalDate today, CurrentUser user, Locale locale) {
        OfficeBook book = offices.book();
        return book.appointmentsOf(unit.code()).stream()
                .flatMap(one ->
                        Stream.concat(book.delegationsBy(one.id()).stream(), book.delegationsTo(one.id()).stream()))
                .distinct()
                .sorted((a, b) -> Boolean.compare(b.isValidOn(day), a.isValidOn(day)))
                .map(one -> given(book, one, day, today, user))
                .toList();
    }

    private Given given(OfficeBook book, Delegation one, LocalDate day, LocalDate today, CurrentUser user) {
        Appointment from = book.appointment(one.grantor()).orElseThrow();
        Appointment to = book.appointment(one.grantee()).orElseThrow();
        LocalDate last = one.lastDay();
        String state = day.isBefore(one.validFrom()) ? "later" : one.isValidOn(day) ? "now" : "over";
        return new Given(
                one.id(),
                one.kind().name(),
                from.person().name(),
                to.person().name(),
                one.scope(),
                types(one.documentTypes()),
                one.validFrom(),
                last,
                one.decision().number(),
                one.decision().date(),
                state,
                (last == null || !last.isBefore(today)) && rights.mayRevoke(user, from));
    }

    Choices choices(Unit unit, LocalDate today, Locale locale) {
        OfficeBook book = offices.book();
        var grantees = new ArrayList<Choice>();
        organisation.within(unit.code(), today).stream()
                .flatMap(one -> book.appointmentsOf(one.code()).stream()
                        .filter(appointment -> appointment.isValidOn(today))
                        .filter(appointment -> mayGet(book, unit, one, appointment, today))
                        .map(appointment -> choice(book, appointment, one, today, locale)))
                .forEach(grantees::add);
        List<Appointment> heads = book.heads(unit, today);
        return new Choices(
                heads.stream()
                        .map(head -> choice(book, head, unit, today, locale))
                        .toList(),
                List.copyOf(grantees),
                heads.stream()
                        .flatMap(head -> book.delegationsTo(head.id()).stream())
                        .filter(order -> order.kind() == Delegation.Kind.TL && order.isValidOn(today))
                        .map(order -> new Choice(
                                Long.toString(order.id()), order.decision().number() + " – " + order.scope()))
                        .toList(),
                book.positionsOf(unit, today).stream()
                        .map(position -> new Choice(position.code(), position.name(locale)))
                        .toList());
    }

    /** Deputies of the unit itself, heads of those below. */
    private static boolean mayGet(OfficeBook book, Unit unit, Unit of, Appointment appointment, LocalDate today) {
        Position.Rank wanted = of.code().equals(unit.code()) ? Position.Rank.DEPUTY : Position.Rank.HEAD;
        return book.position(appointment.positionCode(), of, today)
                .filter(position -> position.rank() == wanted)
                .isPresent();
    }

    private static Choice choice(OfficeBook book, Appointment one, Unit unit, LocalDate today, Locale locale) {
        String post = book.position(one.positionCode(), unit, today)
                .map(position -> position.name(locale))
                .orElse(one.positionCode());
        return new Choice(Long.toString(one.id()), one.person().name() + " – " + post + ", " + unit.name(locale));
    }

    private static String types(Set<String> types) {
        return String.join(", ", types.stream().sorted(VietnameseText.order()).toList());
    }
}
