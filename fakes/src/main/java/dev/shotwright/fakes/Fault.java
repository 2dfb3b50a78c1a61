package dev.shotwright.fakes;

/**
 * An error that a vendor's documents name.
 *
 * @param name as the documents spell it
 * @param meaning what it means in the words that are the same for every vendor, such as {@code policy-input}
 * @param where whether a submission is answered by it, or a task ends with it
 */
public record Fault(String name, String meaning, Where where) {

    /** Where an error can be met. */
    public enum Where {
        AT_SUBMISSION,
        IN_TASK
    }

    public static Fault atSubmission(String name, String meaning) {
        return new Fault(name, meaning, Where.AT_SUBMISSION);
    }

    public static Fault inTask(String name, String meaning) {
        return new Fault(name, meaning, Where.IN_TASK);
    }
}
