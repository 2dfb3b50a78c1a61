package dev.shotwright.jobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(Names.system(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2130706433",
                "127.1",
                "localhost"
            })
    void what_is_inside_the_walls_is_refused(String host) {
        assertThatThrownBy(() -> guard.resolve(host))
                .satisfies(fault -> assertThat(fault)
                        .isInstanceOfAny(AddressGuard.ClosedAddress.class, UnknownHostException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "[2a00:1450:4001::1]",
                "::ffff:8.8.8.8"
            })
    void what_is_on_the_open_internet_is_let_through(String host) throws UnknownHostException {
        assertThat(guard.resolve(host)).hasSize(1);
    }

    @Test
    void a_name_is_as_good_as_the_worst_of_its_addresses() throws UnknownHostException {
        var good = InetAddress.getByName("8.8.8.8");
        var bad = InetAddress.getByName("10.1.2.3");
        var mixed = new AddressGuard(_ -> List.of(good, bad), List.of());

        assertThatThrownBy(() -> mixed.resolve("mixed.example"))
                .isInstanceOf(AddressGuard.ClosedAddress.class)
                .hasMessageContaining("mixed.example")
                .hasMessageContaining("10.1.2.3");
    }

    @Test
    void a_mapped_address_that_the_system_keeps_as_ipv6_is_judged_by_what_it_wraps() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = 127;
        bytes[15] = 1;
        assertThat(guard.open(java.net.Inet6Address.getByAddress("mapped", bytes, -1)))
                .isFalse();
    }

    @Test
    void what_the_configuration_opens_is_let_through_and_nothing_beside_it() throws UnknownHostException {
        var opened =
                new AddressGuard(Names.system(), List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00::/64")));

        assertThat(opened.resolve("10.1.255.255")).hasSize(1);
        assertThat(opened.resolve("fd00::17")).hasSize(1);
        assertThat(opened.inside("10.1.2.3")).isTrue();
        assertThat(opened.inside("8.8.8.8")).isFalse();
        assertThatThrownBy(() -> opened.resolve("10.2.0.0")).isInstanceOf(AddressGuard.ClosedAddress.class);
        assertThatThrownBy(() -> opened.resolve("fd00:0:0:1::")).isInstanceOf(AddressGuard.ClosedAddress.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com/",
                "gopher://example.com/",
                "//example.com/",
                "example.com",
                "https:///path",
                "https://user@example.com/",
                "https://user:word@example.com/",
                "http://example.com:22/",
                "http://example.com:25/",
                "http://example.com:70000/",
                "http://exa mple.com/",
                "https://example.com\\@127.0.0.1/",
                "javascript:alert(1)"
            })
    void an_address_that_could_mean_something_else_has_no_accepted_form(String text) {
        assertThatThrownBy(() -> AddressGuard.form("address", text))
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    @Test
    void ordinary_addresses_have_an_accepted_form() {
        assertThat(AddressGuard.form("address", "https://example.com/a?b=c").getHost())
                .isEqualTo("example.com");
        assertThat(AddressGuard.form("address", "HTTP://example.com:8080").getPort())
                .isEqualTo(8080);
        assertThat(AddressGuard.form("address", "http://[2606:4700::1111]/").getHost())
                .isEqualTo("[2606:4700::1111]");
    }

    @Test
    void a_network_holds_what_begins_with_its_bits_and_nothing_else() throws UnknownHostException {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            var prefix = random.nextInt(33);
            var base = new byte[4];
            random.nextBytes(base);
            var other = base.clone();
            var bit = random.nextInt(32);
            other[bit / 8] ^= (byte) (0x80 >> bit % 8);
            var network = Network.parse(InetAddress.getByAddress(base).getHostAddress() + "/" + prefix);

            assertThat(network.contains(InetAddress.getByAddress(base))).isTrue();
            assertThat(network.contains(InetAddress.getByAddress(other))).isEqualTo(bit >= prefix);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "example.com/8", "10.0.0.0/x", "", "fd00::/129"})
    void a_text_that_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(ShotwrightException.class);
    }
}
