package vn.trangtien.platform.organisation.people;

/**
 * Somebody who holds a post.
 *
 * @param id the account id where the person has one; stable in any case
 * @param name as in the decision that appointed the person
 */
public record Person(String id, String name) {

    private static final int LONGEST = 100;

    public Person {
        if (id.isBlank() || id.length() > LONGEST || name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "person: id and name must have 1 to %d characters, but were '%s' and '%s'"
                            .formatted(LONGEST, id, name));
        }
    }
}
