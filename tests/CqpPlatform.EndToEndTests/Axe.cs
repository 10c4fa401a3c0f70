using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests;

/// <summary>axe on a page without frames, run in the page itself; what it has found clean once, it does not read again.</summary>
internal static class Axe
{
    private const int TallestWindow = 8000; // px

    // Contrast apart: it costs as much as all other rules together, and two texts drawn alike have the same one.
    private const string Run = """
        () => axe.run(document, {
          resultTypes: ['violations'], selectors: false,
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          rules: { 'color-contrast': { enabled: false } },
        }).then(r => r.violations.map(v => `${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map(n => n.html).join(' ; ')}`))
        """;

    // Some texts of each colour, size, weight and ground that axe has not found clear yet: three, as it may not be able to tell of one. What is
    // drawn over something else has its page's name in its ground: there the ground is not an ancestor's.
    private const string Contrast = """
        (known) => {
          const drawn = new Map(), styles = new Map();
          const style = e => styles.get(e) ?? styles.set(e, getComputedStyle(e)).get(e);
          const ground = e => {
            const layers = [];
            let seen = true;
            for (let n = e; n; n = n.parentElement) {
              const { position, opacity, backgroundColor, backgroundImage } = style(n);
              if (opacity !== '1') layers.push(opacity);
              if (!seen) continue;
              if (position === 'absolute' || position === 'fixed') layers.push(innerWidth, location.pathname.replace(/[0-9a-f-]{36}/g, '#'));
              if (backgroundImage !== 'none') layers.push(backgroundImage);
              if (backgroundColor !== 'rgba(0, 0, 0, 0)') layers.push(backgroundColor);
              seen = backgroundImage !== 'none' || !backgroundColor.startsWith('rgb(');
            }
            return layers.join();
          };
          for (const e of document.querySelectorAll('body, body *')) {
            const says = e.matches('input, select, textarea') || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            if (!says || !e.checkVisibility({ visibilityProperty: true })) continue;
            const { color, fontSize, fontWeight, textShadow } = style(e);
            const exempt = !!(e.closest(':disabled, [aria-disabled=true]') || e.closest('label')?.control?.disabled);
            const key = [color, fontSize, fontWeight, textShadow, exempt, ground(e)].join('|');
            if (known.includes(key)) continue;
            const alike = drawn.get(key) ?? drawn.set(key, []).get(key);
            if (alike.length < 3) alike.push(e);
          }
          if (drawn.size === 0) return [[], []];
          return axe.run({ include: [...drawn.values()].flat() }, { resultTypes: ['violations', 'passes'], selectors: false, elementRef: true, runOnly: ['color-contrast'] }).then(r => {
            const clear = new Set(r.passes.flatMap(p => p.nodes.map(n => n.element)));
            return [
              r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.failureSummary} — ${n.html}`)),
              [...drawn].filter(([, alike]) => alike.some(e => clear.has(e))).map(([key]) => key),
            ];
          });
        }
        """;

    // What axe's rules read, without the words: the tree with its attributes and states, whether each text, value or name is there and which
    // names are the same, whether each reference leads to an element that says something and each id is one of a kind, what scrolls, what is too
    // small to be pressed, and how wide and by which preferences the page is drawn. Rows alike count once.
    private const string Outline = """
        () => {
          const exact = /^(style|role|type|tabindex|lang|dir|scope|autocomplete|hidden|open|rel|target|colspan|rowspan|aria-(?!label$|description$|valuetext$|valuenow$).*)$/;
          const references = /^(for|aria-labelledby|aria-describedby|aria-controls|aria-owns|aria-activedescendant|aria-errormessage|headers)$/;
          const names = [...new Set([...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')))];
          const told = id => { const e = document.getElementById(id); return e ? e.localName + (e.textContent.trim() ? '·' : '') : 0; };
          const attribute = (e, { name, value }) => name + '=' + (references.test(name) ? value.split(/\s+/).map(told).join(' ')
            : name === 'aria-label' && e.matches('section, nav, aside, main, header, footer, form, [role]') ? names.indexOf(value)
            : name === 'class' ? value.replace(/\d+/g, '#') : exact.test(name) ? value : value.trim() ? 1 : 0);
          const drawnAs = e => {
            if (!e.matches('a, button, input, select, textarea, summary, label, [tabindex], .scroll')) return '';
            const { width, height } = e.getBoundingClientRect();
            return (e.scrollWidth > e.clientWidth ? 'scrolls' : '') + (width < 24 || height < 24 ? `${Math.round(width)}x${Math.round(height)}` : '');
          };
          const outline = e => {
            const parts = [];
            for (const child of e.childNodes) {
              const part = child.nodeType === 1 ? outline(child) : child.nodeType === 3 && child.data.trim() ? '·' : '';
              if (part && part !== parts[parts.length - 1]) parts.push(part);
            }
            const states = ['checked', 'disabled', 'indeterminate'].filter(s => e[s]).concat(e.matches('input, textarea, select') && e.value ? 'filled' : [], drawnAs(e));
            return `<${e.localName} ${[...e.attributes].map(a => attribute(e, a)).sort().join(' ')} ${states.join(' ')}>${parts.join('')}</>`;
          };
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          const drawn = ['(forced-colors: active)', '(prefers-contrast: more)', '(prefers-color-scheme: dark)', '(pointer: coarse)', 'print'].map(m => matchMedia(m).matches);
          return [innerWidth, ...drawn, new Set(ids).size === ids.length, outline(document.documentElement)].join();
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();
    private static readonly ConcurrentDictionary<string, bool> Clean = new(), Legible = new();

    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        var outline = await page.EvaluateAsync<string>(Outline);
        if (Clean.ContainsKey(outline)) return [];
        // In a window as tall as the page: a bar that stays in view would cover whatever has scrolled under it by chance.
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(size.Width, Math.Clamp(await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), size.Height, TallestWindow));
        if (await page.EvaluateAsync<bool>("() => !window.axe")) await page.EvaluateAsync(Script);
        var (pale, legible) = await page.EvaluateAsync<string[][]>(Contrast, Legible.Keys) is [var first, var second] ? (first, second) : throw new InvalidOperationException("axe did not answer.");
        string[] found = [.. await page.EvaluateAsync<string[]>(Run), .. pale];
        await page.SetViewportSizeAsync(size.Width, size.Height);
        if (pale.Length == 0)
            foreach (var key in legible) Legible[key] = true;
        if (found.Length == 0) Clean[outline] = true;
        return found;
    }
}
