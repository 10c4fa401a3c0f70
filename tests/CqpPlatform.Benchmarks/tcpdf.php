<?php
// The same certificate by TCPDF: same page, fonts, texts, ornament and QR code, PDF/A, signed by an RSA-3072 key.
// Arguments: how many, the fonts' folder, the ornament. The certificate's data comes as JSON on standard input. Prints seconds of processor.
error_reporting(E_ERROR);
if (!is_file('/usr/share/php/tcpdf/tcpdf.php') || !function_exists('xml_parser_create')) exit(3);
[, $count, $fonts, $ornament] = $argv;
$cache = sys_get_temp_dir() . '/cqp-tcpdf-' . getmypid() . '/';
mkdir($cache);
// TCPDF opens its own face before any other.
foreach (glob('/usr/share/php/tcpdf/fonts/pdfahelvetica.*') as $file) copy($file, $cache . basename($file));
define('K_PATH_FONTS', $cache);
require '/usr/share/php/tcpdf/tcpdf.php';
$d = json_decode(stream_get_contents(STDIN), true);
$face = [];
foreach (['400Regular' => '', '600SemiBold' => 'b', '400Regular_Italic' => 'i'] as $folder => $style) {
    $file = glob("$fonts/$folder/*.ttf")[0];
    $face[$style] = TCPDF_FONTS::addTTFfont($file, 'TrueTypeUnicode', '', 32, $cache);
}
$key = openssl_pkey_new(['private_key_bits' => 3072]);
openssl_pkey_export($key, $private);
openssl_x509_export(openssl_csr_sign(openssl_csr_new(['commonName' => 'Essai'], $key), null, $key, 30), $certificate);

function certificate(array $d, array $face, string $ornament, string $certificate, string $private): string
{
    $pdf = new TCPDF('L', 'mm', 'A4', true, 'UTF-8', false, true);
    $pdf->setPrintHeader(false);
    $pdf->setPrintFooter(false);
    $pdf->SetMargins(21, 26, 21);
    $pdf->SetAutoPageBreak(false);
    $pdf->SetTitle('Certificat ' . $d['number']);
    $pdf->SetAuthor($d['certifier']);
    $pdf->setFontSubsetting(true);
    $pdf->setSignature($certificate, $private, '', '', 1, []);
    $pdf->AddPage();
    $pdf->SetDrawColor(27, 75, 107);
    $pdf->SetLineWidth(0.5);
    $pdf->Rect(10, 14, 277, 186);
    $pdf->SetLineWidth(0.15);
    $pdf->Rect(11.5, 15.5, 274, 183);
    $pdf->ImageSVG($ornament, 140, 6.1, 17);
    $line = function (string $style, float $size, string $text, float $y, float $h = 6) use ($pdf, $face): void {
        $pdf->SetFont($face[$style], '', $size);
        $pdf->SetXY(21, $y);
        $pdf->MultiCell(255, $h, $text, 0, 'C');
    };
    $line('', 9.6, $d['certifier'], 26);
    $line('', 26, 'Certificat de qualification professionnelle', 42);
    $pdf->Line(135.5, 58, 161.5, 58);
    $line('b', 15.5, $d['title'], 62);
    if ($d['option']) $line('i', 13, $d['option'], 77);
    $line('i', 10.5, 'décerné à', 85);
    $line('b', 22, $d['holder'], 91);
    $line('', 10.5, $d['born'], 103);
    $pdf->Line(21, 112, 276, 112);
    $pdf->SetFont($face['i'], '', 8.3);
    $pdf->SetXY(21, 114);
    $pdf->Cell(255, 4, 'Blocs de compétences validés');
    $half = (int) ceil(count($d['blocks']) / 2);
    foreach ($d['blocks'] as $i => $b) {
        $x = $i < $half ? 21 : 150;
        $y = 119 + 7 * ($i % $half);
        $pdf->SetFont($face['b'], '', 8.3);
        $pdf->SetXY($x, $y);
        $pdf->Cell(32, 4, $b['rncp'] ? $b['code'] . ' · ' . $b['rncp'] : $b['code']);
        $pdf->SetFont($face[''], '', 8.3);
        $pdf->SetXY($x + 34, $y);
        $pdf->MultiCell(92, 4, $b['title'], 0, 'L');
    }
    $pdf->Line(21, 149, 276, 149);
    $pdf->SetFont($face[''], '', 7.6);
    $pdf->SetXY(21, 155);
    $pdf->MultiCell(110, 3.6, "Enregistré au répertoire national des certifications professionnelles sous le numéro {$d['rncp']} par {$d['act']}.\n\nCode NSF {$d['nsf']}.\n\n{$d['capacity']}\n\nDélibération du jury du {$d['jury']}, procès-verbal n° {$d['minutes']}.", 0, 'L');
    $pdf->write2DBarcode('https://' . $d['page'] . '/' . $d['number'] . '/' . $d['code'], 'QRCODE,M', 140, 160, 22, 22);
    $pdf->SetXY(165, 162);
    $pdf->MultiCell(36, 3.6, "Certificat n°\n{$d['number']}\nCode de contrôle\n{$d['code']}\nVérification :\n{$d['page']}", 0, 'L');
    $pdf->SetFont($face[''], '', 9);
    $pdf->SetXY(212, 160);
    $pdf->MultiCell(64, 4, "Fait à {$d['place']}, le {$d['delivered']}\n{$d['signatory']}, {$d['quality']}", 0, 'L');
    $pdf->Line(212, 184, 276, 184);
    return $pdf->Output('', 'S');
}

function processor(): float
{
    $u = getrusage();
    return $u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec'] + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) / 1e6;
}

$bytes = certificate($d, $face, $ornament, $certificate, $private); // warms up
if ($keep = getenv('CQP_KEEP_TCPDF')) file_put_contents($keep, $bytes);
$before = processor();
for ($i = 1; $i <= $count; $i++) {
    $d['number'] = sprintf('CPNEC-2026-C-%05d', $i);
    certificate($d, $face, $ornament, $certificate, $private);
}
echo processor() - $before;
array_map('unlink', glob("$cache*"));
rmdir($cache);
