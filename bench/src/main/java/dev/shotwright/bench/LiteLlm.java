package dev.shotwright.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** LiteLLM's proxy with two workers before a fake of OpenAI's videos, asked as our service is. */
final class LiteLlm {
    private static final String KEY = "sk-a-measurement-0123456789";
    private static final String BODY =
            "{\"model\":\"sora\",\"prompt\":\"A fox runs through the snow\",\"seconds\":\"4\"}";
    private static final Duration START = Duration.ofMinutes(3);

    private LiteLlm() {}

    /** @param python an interpreter with {@code litellm[proxy]} */
    static HttpLoad.Result submissions(String python, Duration duration, int connections) throws Exception {
        var config = Files.createTempFile("litellm", ".yaml");
        Process proxy = null;
        try (var fake = FakeProcess.start(600, 1314, "openai")) {
            Files.writeString(config, """
                model_list:
                  - model_name: sora
                    litellm_params:
                      model: openai/sora-2
                      api_base: %s
                      api_key: %s
                general_settings:
                  master_key: %s
                """.formatted(fake.address(), fake.keys().getFirst(), KEY));
            int port = free();
            var builder = new ProcessBuilder(
                            Path.of(python).resolveSibling("litellm").toString(),
                            "--config",
                            config.toString(),
                            "--host",
                            "127.0.0.1",
                            "--port",
                            String.valueOf(port),
                            "--num_workers",
                            "2")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("LITELLM_LOG", "ERROR");
            proxy = builder.start();
            await(port);
            var request = HttpLoad.request("POST", "/v1/videos", KEY, BODY);
            var question = new HttpLoad.Question() {
                @Override
                public byte[] ask(int connection, long number) {
                    return request;
                }

                @Override
                public boolean heard(int connection, long number, int status, byte[] body) {
                    return status == 200;
                }
            };
            HttpLoad.run(port, connections, Duration.ofSeconds(10), question);
            return HttpLoad.run(port, connections, duration, question);
        } finally {
            if (proxy != null) {
                proxy.descendants().forEach(ProcessHandle::destroy);
                proxy.destroy();
            }
            Files.delete(config);
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(int port) throws InterruptedException, IOException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (HttpLoad.once(port, HttpLoad.request("GET", "/health/liveliness", KEY, ""))
                                .status()
                        == 200) {
                    return;
                }
            } catch (IOException | RuntimeException e) {
                Thread.sleep(500);
            }
        }
        throw new IOException("LiteLLM's proxy did not start");
    }
}
