package dev.shotwright.server;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.storage.MediaStore;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A service that listens, until it is closed. Any number of them may share one database. */
public final class Service implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final ServiceSettings settings;

    private Service(ConfigurableApplicationContext context, ServiceSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Starts to listen. What is given stays the caller's, to be closed after the service.
     *
     * @param database brought up to date already
     * @param key what links and stored secrets are signed and sealed with
     */
    public static Service start(
            ServiceSettings settings, Database database, MediaStore media, KeyFile key, Clock clock) {
        var application = new SpringApplicationBuilder(ServiceConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(properties(settings))
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean(ServiceSettings.class, () -> settings);
                    beans.registerBean(Database.class, () -> database, Service::notOurs);
                    beans.registerBean(MediaStore.class, () -> media, Service::notOurs);
                    beans.registerBean(KeyFile.class, () -> key, Service::notOurs);
                    beans.registerBean(Clock.class, () -> clock, Service::notOurs);
                })
                .build();
        application.setAddCommandLineProperties(false);
        return new Service(application.run(), settings);
    }

    private static void notOurs(org.springframework.beans.factory.config.BeanDefinition definition) {
        ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition).setDestroyMethodName("");
    }

    private static Map<String, Object> properties(ServiceSettings settings) {
        var limits = settings.limits();
        var properties = new HashMap<String, Object>();
        properties.put("server.address", settings.host());
        properties.put("server.port", settings.port());
        properties.put("server.shutdown", "graceful");
        properties.put(
                "server.forward-headers-strategy",
                switch (settings.proxy()) {
                    case NONE -> "none";
                    case BELIEVED -> "native";
                });
        properties.put(
                "spring.lifecycle.timeout-per-shutdown-phase", limits.grace().toMillis() + "ms");
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.config.location", "optional:classpath:/dev/shotwright/server/none/");
        properties.put("spring.jmx.enabled", false);
        properties.put("spring.servlet.multipart.resolve-lazily", true);
        properties.put("spring.servlet.multipart.max-file-size", limits.bodyBytes() + "B");
        properties.put("spring.servlet.multipart.max-request-size", limits.bodyBytes() + "B");
        properties.put("spring.mvc.formcontent.filter.enabled", false);
        properties.put("spring.mvc.async.request-timeout", -1);
        properties.put("spring.web.resources.add-mappings", true);
        properties.put("spring.web.error.include-message", "never");
        properties.put("server.tomcat.max-keep-alive-requests", -1);
        properties.put("server.tomcat.max-connections", limits.connections());
        properties.put("server.tomcat.accept-count", 1024);
        properties.put("server.tomcat.connection-timeout", limits.silence().toMillis() + "ms");
        properties.put("server.tomcat.keep-alive-timeout", "60s");
        properties.put("server.tomcat.max-swallow-size", 1 << 20);
        properties.put("server.tomcat.max-http-form-post-size", 1 << 20);
        properties.put("server.max-http-request-header-size", limits.headerBytes() + "B");
        properties.put("server.tomcat.mbeanregistry.enabled", false);
        properties.put("management.metrics.enable.http.server.requests.active", false);
        properties.put("logging.structured.format.console", "logstash");
        properties.put("logging.level.root", "warn");
        properties.put("logging.level.dev.shotwright", "info");
        properties.put("springdoc.api-docs.path", "/api/v1/openapi.json");
        properties.put("springdoc.swagger-ui.path", "/docs");
        properties.put("springdoc.swagger-ui.validator-url", "none");
        properties.put("springdoc.writer-with-order-by-keys", true);
        properties.put("springdoc.default-produces-media-type", "application/json");
        properties.put("springdoc.default-consumes-media-type", "application/json");
        properties.put("springdoc.override-with-generic-response", false);
        return properties;
    }

    /** The port that it listens on. */
    public int port() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }

    /** What clients reach it by, without a slash at the end. */
    public URI address() {
        return PublicAddress.of(settings, port());
    }

    /** Takes no more requests, lets those under way end within the grace, and stops. */
    @Override
    public void close() {
        SpringApplication.exit(context);
    }
}
