package dev.shotwright.fakes;

/** A field that the vendor does not take. */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public Refusal(String field, String why) {
        super(field + " " + why);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
