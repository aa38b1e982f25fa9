package vn.trangtien.platform.organisation;

/** What a code that somebody wrote leads to. */
public sealed interface UnitLookup {

    /** It is the code of the unit. */
    record Found(Unit unit) implements UnitLookup {}

    /** It is another code of the unit; who wrote it should be told the right one. */
    record ByAlias(Unit unit, Alias alias) implements UnitLookup {}

    /**
     * It is unknown, but of the older reversed form, and may mean the suggested unit. A person must confirm that, best by entering the alias.
     */
    record Perhaps(Unit suggested) implements UnitLookup {}

    /** It was the code of a unit that does not exist on the day. */
    record Past(Unit last) implements UnitLookup {}

    /** Nobody has it. */
    record Unknown(String code) implements UnitLookup {}
}
