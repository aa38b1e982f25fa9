package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.trangtien.platform.organisation.Unit;

/** All posts, appointments and delegations, ended ones too. Immutable. */
public final class OfficeBook {

    private final List<Position> positions;
    private final List<Collective> collectives;
    private final Map<Long, Appointment> appointments;
    private final Map<Long, Delegation> delegations;

    public OfficeBook(
            List<Position> positions,
            List<Collective> collectives,
            List<Appointment> appointments,
            List<Delegation> delegations) {
        this.positions = List.copyOf(positions);
        this.collectives = List.copyOf(collectives);
        this.appointments =
                appointments.stream().collect(Collectors.toUnmodifiableMap(Appointment::id, Function.identity()));
        this.delegations =
                delegations.stream().collect(Collectors.toUnmodifiableMap(Delegation::id, Function.identity()));
    }

    /** The posts that a unit has on a day, as the data set orders them. */
    public List<Position> positionsOf(Unit unit, LocalDate day) {
        return positions.stream()
                .filter(position -> position.existsIn(unit.kind(), day))
                .toList();
    }

    /** The post with that code in a unit on a day. */
    public Optional<Position> position(String code, Unit unit, LocalDate day) {
        return positionsOf(unit, day).stream()
                .filter(position -> position.code().equals(code))
                .findFirst();
    }

    Optional<Collective> collectiveOf(Unit unit, LocalDate day) {
        return collectives.stream().filter(one -> one.leads(unit.kind(), day)).findFirst();
    }

    public Optional<Appointment> appointment(long id) {
        return Optional.ofNullable(appointments.get(id));
    }

    public Optional<Delegation> delegation(long id) {
        return Optional.ofNullable(delegations.get(id));
    }

    /** Everybody who ever held a post of that code, the latest first. */
    public List<Appointment> appointmentsOf(String unitCode) {
        return appointments.values().stream()
                .filter(appointment -> appointment.unitCode().equals(unitCode))
                .sorted(Comparator.comparing(Appointment::validFrom)
                        .reversed()
                        .thenComparing(Comparator.comparingLong(Appointment::id).reversed()))
                .toList();
    }

    /** The posts that a person ever held, the latest first. */
    public List<Appointment> appointmentsOfPerson(String personId) {
        return appointments.values().stream()
                .filter(appointment -> appointment.person().id().equals(personId))
                .sorted(Comparator.comparing(Appointment::validFrom).reversed().thenComparing(Appointment::id))
                .toList();
    }

    /** What an appointment's holder ever gave away, the latest first. */
    public List<Delegation> delegationsBy(long appointment) {
        return delegations.values().stream()
                .filter(delegation -> delegation.grantor() == appointment)
                .sorted(Comparator.comparing(Delegation::validFrom).reversed().thenComparing(Delegation::id))
                .toList();
    }

    /** What an appointment's holder was ever given, the latest first. */
    public List<Delegation> delegationsTo(long appointment) {
        return delegations.values().stream()
                .filter(delegation -> delegation.grantee() == appointment)
                .sorted(Comparator.comparing(Delegation::validFrom).reversed().thenComparing(Delegation::id))
                .toList();
    }

    /** The heads of a unit on a day; one, unless the data say otherwise. */
    public List<Appointment> heads(Unit unit, LocalDate day) {
        return holding(unit, day, Position.Rank.HEAD);
    }

    List<Appointment> deputies(Unit unit, LocalDate day) {
        return holding(unit, day, Position.Rank.DEPUTY);
    }

    private List<Appointment> holding(Unit unit, LocalDate day, Position.Rank rank) {
        return appointmentsOf(unit.code()).stream()
                .filter(appointment -> appointment.isValidOn(day))
                .filter(appointment -> rankOf(appointment, unit, day) == rank)
                .sorted(Comparator.comparing(Appointment::validFrom).thenComparing(Appointment::id))
                .toList();
    }

    Position.Rank rankOf(Appointment appointment, Unit unit, LocalDate day) {
        return position(appointment.positionCode(), unit, day)
                .map(Position::rank)
                .orElse(Position.Rank.OFFICER);
    }
}
