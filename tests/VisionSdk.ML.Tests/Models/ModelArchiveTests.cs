using System.IO.Compression;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ModelArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyPackage _tiny = TinyPackage.Identity();

    private string Target => _folder.At("inside/package");

    [Fact]
    public void A_package_survives_packing_and_unpacking_byte_for_byte()
    {
        var archive = _folder.At("tiny.zip");
        ModelArchive.Create(_tiny.Open(), archive, new byte[] { 1, 2, 3 });

        ModelArchive.Extract(archive, Target);

        var package = ModelPackage.Open(Target);
        package.ManifestBytes.ToArray().ShouldBe(File.ReadAllBytes(_tiny.ManifestPath));
        package.Signature.ToArray().ShouldBe([1, 2, 3]);
        File.ReadAllBytes(package.ArtifactPath).ShouldBe(File.ReadAllBytes(_tiny.ArtifactPath));
        Should.Throw<IOException>(() => ModelArchive.Create(_tiny.Open(), archive));
    }

    [Fact]
    public void The_same_package_is_the_same_archive()
    {
        ModelArchive.Create(_tiny.Open(), _folder.At("a.zip"));
        ModelArchive.Create(_tiny.Open(), _folder.At("b.zip"));

        File.ReadAllBytes(_folder.At("a.zip")).ShouldBe(File.ReadAllBytes(_folder.At("b.zip")));
    }

    [Theory]
    [InlineData("../escape.onnx")]
    [InlineData("..\\escape.onnx")]
    [InlineData("/tmp/escape.onnx")]
    [InlineData("C:escape.onnx")]
    [InlineData("nested/graph.onnx")]
    [InlineData("..")]
    public void An_entry_that_could_leave_the_folder_is_refused_and_nothing_is_written(string name)
    {
        var archive = Pack(("model.json", 10), (name, 10));

        Refused(archive).ShouldContain(name);
    }

    [Fact]
    public void An_entry_that_is_there_twice_is_refused()
    {
        Refused(Pack(("graph.onnx", 1), ("GRAPH.onnx", 2))).ShouldContain("twice");
    }

    [Fact]
    public void More_entries_or_bytes_than_a_package_has_are_refused_before_anything_is_unpacked()
    {
        Refused(Pack([.. Enumerable.Range(0, 33).Select(static i => ($"file{i}", 1))])).ShouldContain("33 entries");

        // A megabyte of zeros takes a kilobyte in the archive.
        Refused(Pack(("a", 1 << 20), ("b", 1 << 20)), maxBytes: (2 << 20) - 1).ShouldContain("2097151 bytes");
    }

    [Fact]
    public void An_entry_is_never_unpacked_beyond_what_it_claims()
    {
        var archive = Pack(("graph.onnx", 1 << 20));
        var bytes = File.ReadAllBytes(archive);
        Forge(bytes, "PK\u0001\u0002"u8, offset: 24, value: 100);
        Forge(bytes, "PK\u0003\u0004"u8, offset: 22, value: 100);
        File.WriteAllBytes(archive, bytes);

        // The runtime may end the entry there or refuse it; neither writes more.
        try
        {
            ModelArchive.Extract(archive, Target);
        }
        catch (ModelLoadException exception)
        {
            exception.Path.ShouldBe(archive);
        }

        new FileInfo(Path.Combine(Target, "graph.onnx")).Length.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void What_is_no_archive_is_a_typed_error()
    {
        var path = _folder.At("not.zip");
        File.WriteAllText(path, "not an archive");
        Refused(path).ShouldContain("ZIP archive");
        Refused(_folder.At("missing.zip")).ShouldContain("does not exist");

        var whole = Pack(("model.json", 1000));
        File.WriteAllBytes(path, File.ReadAllBytes(whole)[..^40]);
        Refused(path).ShouldContain("cannot be unpacked");
    }

    public void Dispose()
    {
        _tiny.Dispose();
        _folder.Dispose();
    }

    private string Refused(string archive, long maxBytes = ModelArchive.DefaultMaxBytes)
    {
        var error = Should.Throw<ModelLoadException>(() => ModelArchive.Extract(archive, Target, maxBytes));
        Directory.Exists(_folder.At("inside")).ShouldBeFalse();
        return error.Message;
    }

    private string Pack(params (string Name, int Length)[] entries)
    {
        var path = _folder.At($"{Guid.NewGuid():N}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, length) in entries)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(new byte[length]);
        }

        return path;
    }

    /// <summary>Changes the uncompressed length in a header of a ZIP archive.</summary>
    private static void Forge(byte[] archive, ReadOnlySpan<byte> signature, int offset, int value)
    {
        var header = archive.AsSpan().IndexOf(signature);
        header.ShouldBeGreaterThanOrEqualTo(0);
        BitConverter.TryWriteBytes(archive.AsSpan(header + offset), value);
    }
}
