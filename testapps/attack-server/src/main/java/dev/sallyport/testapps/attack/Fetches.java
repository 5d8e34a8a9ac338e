package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONNECTION;

import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Scanner;
import javax.imageio.ImageIO;
import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioSystem;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** Connecting through an API that fetches what something else names: CWE-918. */
@SuppressWarnings("resource") // these uses are the point
final class Fetches {
  private static final String XSL =
      "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>";

  private Fetches() {}

  static Family connecting() {
    Family fetch = new Family("fetch");
    fetch.add(
        "DOM, URI",
        CONNECTION,
        at -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(uri(at)));
    fetch.add(
        "DOM, external entity",
        CONNECTION,
        at -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(entity(at)));
    fetch.add(
        "DOM, external DTD",
        CONNECTION,
        at ->
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(
                    new InputSource(
                        new StringReader("<!DOCTYPE a SYSTEM '" + uri(at) + "'><a/>"))));
    fetch.add("DOM, XInclude", CONNECTION, Fetches::xinclude);
    fetch.add("SAX, external entity", CONNECTION, Fetches::sax);
    fetch.add("StAX, external entity", CONNECTION, Fetches::stax);
    fetch.add(
        "XSLT, document()",
        CONNECTION,
        at ->
            transformed(
                "<xsl:template match='/'><xsl:copy-of select=\"document('"
                    + uri(at)
                    + "')\"/></xsl:template>"));
    fetch.add(
        "XSLT, import", CONNECTION, at -> transformed("<xsl:import href='" + uri(at) + "'/>"));
    fetch.add("Transformer, source", CONNECTION, Fetches::source);
    fetch.add("Schema, include", CONNECTION, Fetches::schema);
    fetch.add(
        "Schema, URL",
        CONNECTION,
        at -> SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(url(at)));
    fetch.add("ImageIO.read(URL)", CONNECTION, at -> ImageIO.read(url(at)));
    fetch.add("AudioSystem(URL)", CONNECTION, at -> AudioSystem.getAudioInputStream(url(at)));
    fetch.add("MidiSystem(URL)", CONNECTION, at -> MidiSystem.getSequence(url(at)));
    fetch.add("URLClassLoader, resource", CONNECTION, at -> loader(at).getResource("a.txt"));
    fetch.add("URLClassLoader, class", CONNECTION, at -> loader(at).loadClass("A"));
    fetch.add(
        "URLClassLoader, jar",
        CONNECTION,
        at -> new URLClassLoader(new URL[] {new URL(url(at), "a.jar")}, null).getResource("a.txt"));
    fetch.add(
        "Scanner over URL",
        CONNECTION,
        at -> new Scanner(url(at).openStream(), java.nio.charset.StandardCharsets.UTF_8).next());
    fetch.add("JEditorPane.setPage", CONNECTION, Fetches::page);
    return fetch;
  }

  private static URL url(Ground at) throws Exception {
    return at.service("http").toURL();
  }

  private static String uri(Ground at) {
    return at.service("http").toString();
  }

  private static ClassLoader loader(Ground at) throws Exception {
    return new URLClassLoader(new URL[] {url(at)}, null);
  }

  private static InputSource entity(Ground at) {
    return new InputSource(
        new StringReader("<!DOCTYPE a [<!ENTITY x SYSTEM '" + uri(at) + "'>]><a>&x;</a>"));
  }

  private static Object xinclude(Ground at) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(true);
    return factory
        .newDocumentBuilder()
        .parse(
            new InputSource(
                new StringReader(
                    "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='"
                        + uri(at)
                        + "'/></a>")));
  }

  private static String sax(Ground at) throws Exception {
    SAXParserFactory.newInstance().newSAXParser().parse(entity(at), new DefaultHandler());
    return Body.DONE;
  }

  private static String stax(Ground at) throws Exception {
    XMLStreamReader reader =
        XMLInputFactory.newInstance().createXMLStreamReader(entity(at).getCharacterStream());
    while (reader.hasNext()) {
      reader.next();
    }
    return Body.DONE;
  }

  private static String transformed(String rule) throws Exception {
    Source stylesheet = new StreamSource(new StringReader(XSL + rule + "</xsl:stylesheet>"));
    StringWriter result = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer(stylesheet)
        .transform(new StreamSource(new StringReader("<a/>")), new StreamResult(result));
    return result.toString();
  }

  private static String source(Ground at) throws Exception {
    StringWriter result = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new StreamSource(uri(at)), new StreamResult(result));
    return result.toString();
  }

  private static Object schema(Ground at) throws Exception {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            new StreamSource(
                new StringReader(
                    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                        + "<xs:include schemaLocation='"
                        + uri(at)
                        + "'/></xs:schema>")));
  }

  private static String page(Ground at) throws Exception {
    javax.swing.JEditorPane pane = new javax.swing.JEditorPane();
    pane.setPage(url(at));
    return Body.DONE;
  }
}
