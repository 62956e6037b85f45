package io.resetguard.workload.telling;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs {@link TellingApp} as code of a web application: in the class loader that Tomcat makes for it, with SLF4J in its
 * {@code WEB-INF/lib} only. Tomcat by reflection, so that this module needs no servlet API.
 */
public final class TomcatHost {
    private TomcatHost() {}

    /** The work folder, the web application's folder, then the arguments of {@link TellingApp}. */
    public static void main(String[] arguments) throws Exception {
        Class<?> tomcatType = Class.forName("org.apache.catalina.startup.Tomcat");
        Object tomcat = tomcatType.getConstructor().newInstance();
        tomcatType.getMethod("setBaseDir", String.class).invoke(tomcat, arguments[0]);
        tomcatType.getMethod("setPort", int.class).invoke(tomcat, 0);
        String folder = new File(arguments[1]).getAbsolutePath();
        Object context =
                tomcatType.getMethod("addContext", String.class, String.class).invoke(tomcat, "", folder);
        Class<?> contextType = Class.forName("org.apache.catalina.Context");
        Class<?> loaderType = Class.forName("org.apache.catalina.Loader");
        Object loader = Class.forName("org.apache.catalina.loader.WebappLoader")
                .getConstructor()
                .newInstance();
        contextType.getMethod("setLoader", loaderType).invoke(context, loader);
        tomcatType.getMethod("start").invoke(tomcat);

        ClassLoader web = (ClassLoader) loaderType.getMethod("getClassLoader").invoke(loader);
        Thread.currentThread().setContextClassLoader(web);
        System.out.println("loader " + web.getClass().getName());
        run(web, Arrays.copyOfRange(arguments, 2, arguments.length));
        System.exit(0);
    }

    private static void run(ClassLoader web, String[] arguments) throws ReflectiveOperationException {
        Class<?> app = Class.forName("io.resetguard.workload.telling.TellingApp", true, web);
        if (app.getClassLoader() != web) {
            throw new IllegalStateException("not the web application's class: " + app.getClassLoader());
        }
        try {
            app.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
