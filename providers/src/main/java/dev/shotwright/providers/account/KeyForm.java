package dev.shotwright.providers.account;

import java.util.List;

/**
 * One way to prove who asks.
 *
 * @param names the environment variables that hold the keys, all of which are needed
 */
public record KeyForm(List<String> names) {

    public KeyForm {
        names = List.copyOf(names);
    }

    public static KeyForm of(String... names) {
        return new KeyForm(List.of(names));
    }

    @Override
    public String toString() {
        return String.join(" and ", names);
    }
}
